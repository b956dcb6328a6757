import { z } from 'zod';
import { newGrantFields } from '../../community/grants/new-grant.ts';
import { endSharing, grantsOfResource, shareResource } from '../../community/resources/share-resource.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import type { GrantId } from '../../privacy/words.ts';
import { grantJson, presentGrant } from '../grants/grants.ts';
import { BASE, resourceId, resourceParams } from './resource-json.ts';

/** What can be granted on a resource for reading. */
const SHARED = ['see', 'reply', 'reshare', 'quote', 'download', 'edit'] as const;

const getGrants = endpoint({
  method: 'get',
  path: `${BASE}/:id/grants`,
  summary:
    'The grants on a resource of one’s own, or of whom one acts for; none where it goes by its folder’s',
  auth: 'persona',
  scope: 'privacy',
  params: resourceParams,
  answers: z.array(grantJson),
  async handle({ caller: { viewer }, params, at }, deps) {
    const grants = await grantsOfResource(deps, viewer, params.id, at);
    return grants.ok ? ok({ body: grants.value.map(presentGrant) }) : grants;
  },
});

const postGrant = endpoint({
  method: 'post',
  path: `${BASE}/:id/grants`,
  summary: 'Grant something on a resource, in the name of its owner',
  auth: 'persona',
  scope: 'privacy',
  params: resourceParams,
  body: newGrantFields.extend({
    actions: z
      .array(z.enum(SHARED, `is one of ${SHARED.join(', ')}`))
      .min(1, 'name at least one')
      .max(SHARED.length),
  }),
  answers: grantJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const grant = await shareResource(deps, viewer, params.id, body, at);
    return grant.ok ? ok({ status: 201, body: presentGrant(grant.value) }) : grant;
  },
});

const deleteGrant = endpoint({
  method: 'delete',
  path: `${BASE}/:id/grants/:grant`,
  summary: 'End a grant on a resource now',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: resourceId, grant: idSchema.transform((id) => id.toLowerCase() as GrantId) }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endSharing(deps, viewer, params.id, params.grant, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

export const sharingEndpoints: readonly Endpoint[] = [getGrants, postGrant, deleteGrant];
