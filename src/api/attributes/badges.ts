import { z } from 'zod';
import { listBadges, takeBadge } from '../../community/vault/badges.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { attributeJson, presentAttribute } from './attribute-json.ts';

const PATH = '/api/privacy/v1/badges';

export const getBadges = endpoint({
  method: 'get',
  path: PATH,
  summary:
    'Organisations of this network at which one has a confirmed address, and so may show that one works there',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(
    z.object({
      organisation: accountSchema,
      /** Such a badge would last until then. */
      until: z.string(),
      /** The attribute by which it is shown, once it was taken. */
      attribute_id: z.string().nullable(),
    }),
  ),
  async handle({ caller: { viewer }, at }, deps) {
    const offers = await listBadges(deps, viewer, at);
    if (!offers.ok) return offers;
    const ids = offers.value.map(({ organisation }) => organisation);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({
      body: offers.value.map(({ organisation, until, attribute }) => ({
        organisation: accounts.get(organisation),
        until: instantJson(until),
        attribute_id: attribute,
      })),
    });
  },
});

export const postBadge = endpoint({
  method: 'post',
  path: PATH,
  summary:
    'Keep the badge of an organisation as an attribute; nobody sees it before it is disclosed as any other',
  auth: 'persona',
  scope: 'privacy',
  body: z.object({ organisation: actorId }),
  answers: attributeJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const taken = await takeBadge(deps, viewer, body.organisation, at);
    return taken.ok ? ok({ status: 201, body: presentAttribute(taken.value) }) : taken;
  },
});
