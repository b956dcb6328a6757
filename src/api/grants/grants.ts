import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { endGrant } from '../../community/grants/end-grant.ts';
import { giveGrant } from '../../community/grants/give-grant.ts';
import { GRANTABLE_KINDS, type GrantableKind } from '../../community/grants/grantable.ts';
import { listGrants, type OwnGrant } from '../../community/grants/list-grants.ts';
import { newGrantSchema } from '../../community/grants/new-grant.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { GrantId, ObjectId } from '../../privacy/words.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { endJson, instantJson } from '../instant-json.ts';

const BASE = '/api/privacy/v1/grants';

export const grantJson = z.object({
  id: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), text: z.string() }),
  actions: z.array(z.string()),
  purpose: z.string(),
  purpose_iri: z.string(),
  audience: audienceJsonSchema,
  audience_text: z.string(),
  contradictions: z.array(z.string()),
  conditions: z.unknown(),
  from: z.string(),
  until: z.string().nullable(),
  review_by: z.string().nullable(),
});

export const presentGrant = (grant: OwnGrant): z.output<typeof grantJson> => ({
  id: grant.id,
  object: grant.object,
  actions: [...grant.actions],
  purpose: grant.purpose,
  purpose_iri: purposeIri(grant.purpose),
  audience: audienceJson(grant.audience),
  audience_text: grant.audienceText,
  contradictions: [...grant.contradictions],
  conditions: grant.conditions,
  from: instantJson(grant.from),
  until: endJson(grant.until),
  review_by: endJson(grant.reviewBy),
});

const kind = z.enum(
  GRANTABLE_KINDS as readonly [GrantableKind, ...GrantableKind[]],
  `is one of ${GRANTABLE_KINDS.join(', ')}`,
);

const getGrants = endpoint({
  method: 'get',
  path: BASE,
  summary: 'Every grant of one’s own that holds or will',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(200, 100).extend({ object_kind: kind.optional(), object_id: idSchema.optional() }),
  answers: z.array(grantJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const filter = {
      kind: query.object_kind ?? null,
      object: (query.object_id ?? null) as ObjectId | null,
      grant: null,
    };
    const grants = await listGrants(deps, viewer, filter, pageOf(query), at);
    const headers = linkHeader(
      context.req.url,
      grants.map(({ id }) => id),
    );
    return ok({ body: grants.map(presentGrant), headers });
  },
});

const postGrant = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Grant something over a thing of one’s own; it adds to what was granted before',
  auth: 'persona',
  scope: 'privacy',
  body: newGrantSchema,
  answers: grantJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const grant = await giveGrant(deps, viewer, body, at);
    return grant.ok ? ok({ status: 201, body: presentGrant(grant.value) }) : grant;
  },
});

const deleteGrant = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'End a grant now',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: idSchema.transform((id) => id.toLowerCase() as GrantId) }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endGrant(deps, viewer, params.id, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

export const grantEndpoints: readonly Endpoint[] = [getGrants, postGrant, deleteGrant];
