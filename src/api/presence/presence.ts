import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { changePresence } from '../../community/presence/change-presence.ts';
import { type OwnPresence, readPresence } from '../../community/presence/presence.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const PATH = '/api/privacy/v1/presence';

const presenceJson = z.object({
  see: audienceJsonSchema,
  find: audienceJsonSchema,
  search: audienceJsonSchema,
  suggest: audienceJsonSchema,
  mention: audienceJsonSchema,
  ties: audienceJsonSchema,
  contact: audienceJsonSchema,
});

const present = (presence: OwnPresence): z.output<typeof presenceJson> => ({
  see: audienceJson(presence.see),
  find: audienceJson(presence.find),
  search: audienceJson(presence.search),
  suggest: audienceJson(presence.suggest),
  mention: audienceJson(presence.mention),
  ties: audienceJson(presence.ties),
  contact: audienceJson(presence.contact),
});

const tagged = (body: z.output<typeof presenceJson>) => {
  const etag = entityTag(body);
  return ok({ body: { ...body, etag }, headers: { ETag: etag } });
};

const taggedJson = presenceJson.extend({ etag: z.string() });

const getPresence = endpoint({
  method: 'get',
  path: PATH,
  summary: 'Who meets one, by which ways one is found, who sees one’s ties, and who may write to one',
  auth: 'persona',
  scope: 'privacy',
  answers: taggedJson,
  async handle({ caller: { viewer }, at }, deps) {
    return tagged(present(await readPresence(deps, viewer, at)));
  },
});

const putPresence = endpoint({
  method: 'put',
  path: PATH,
  summary:
    'Change who meets one, by which ways one is found, who sees one’s ties, who may write to one; what is left out stays, If-Match is heeded',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    see: audienceJsonSchema.optional(),
    find: audienceJsonSchema.optional(),
    search: audienceJsonSchema.optional(),
    suggest: audienceJsonSchema.optional(),
    mention: audienceJsonSchema.optional(),
    ties: audienceJsonSchema.optional(),
    contact: audienceJsonSchema.optional(),
  }),
  answers: taggedJson,
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const isExpected = (found: OwnPresence) => matches(context, present(found));
    const changed = await changePresence(deps, viewer, body, isExpected, at);
    return changed.ok ? tagged(present(changed.value)) : changed;
  },
});

export const presenceEndpoints: readonly Endpoint[] = [getPresence, putPresence];
