import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { changePresence } from '../../community/presence/change-presence.ts';
import { type OwnPresence, readPresence } from '../../community/presence/presence.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const PATH = '/api/privacy/v1/presence';

const presenceJson = z.object({
  see: audienceJsonSchema,
  find: audienceJsonSchema,
  ties: audienceJsonSchema,
  contact: audienceJsonSchema,
});

const present = ({ see, find, ties, contact }: OwnPresence): z.output<typeof presenceJson> => ({
  see: audienceJson(see),
  find: audienceJson(find),
  ties: audienceJson(ties),
  contact: audienceJson(contact),
});

const getPresence = endpoint({
  method: 'get',
  path: PATH,
  summary: 'Who meets one, who finds one, who sees one’s ties, and who may write to one',
  auth: 'persona',
  scope: 'privacy',
  answers: presenceJson,
  async handle({ caller: { viewer }, at }, deps) {
    return ok({ body: present(await readPresence(deps, viewer, at)) });
  },
});

const putPresence = endpoint({
  method: 'put',
  path: PATH,
  summary:
    'Change who meets one, who finds one, who sees one’s ties, who may write to one; what is left out stays',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    see: audienceJsonSchema.optional(),
    find: audienceJsonSchema.optional(),
    ties: audienceJsonSchema.optional(),
    contact: audienceJsonSchema.optional(),
  }),
  answers: presenceJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const changed = await changePresence(deps, viewer, body, at);
    return changed.ok ? ok({ body: present(changed.value) }) : changed;
  },
});

export const presenceEndpoints: readonly Endpoint[] = [getPresence, putPresence];
