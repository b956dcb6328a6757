import { z } from 'zod';
import { domainsSchema, listDomains } from '../../community/organisations/domains.ts';
import { setDomains } from '../../community/vault/set-domains.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';

const PATH = '/api/privacy/v1/organisations/:id/domains';

const domainsJson = z.object({ domains: z.array(z.string()) });

export const getDomains = endpoint({
  method: 'get',
  path: PATH,
  summary: 'The e-mail domains of an organisation, for administrators of the network',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: domainsJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const domains = await listDomains(deps, viewer, params.id, at);
    return domains.ok ? ok({ body: { domains: domains.value } }) : domains;
  },
});

export const putDomains = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Confirm that exactly these e-mail domains are an organisation’s; badges that stand on others end',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.object({ domains: domainsSchema }),
  answers: domainsJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const domains = await setDomains(deps, viewer, params.id, body.domains, at);
    return domains.ok ? ok({ body: { domains: domains.value } }) : domains;
  },
});
