import { z } from 'zod';
import { ownersOf } from '../../community/resources/acts-for.ts';
import { changeResource } from '../../community/resources/change-resource.ts';
import { createResource } from '../../community/resources/create-resource.ts';
import { deleteResource } from '../../community/resources/delete-resource.ts';
import { changedResourceSchema, newResourceSchema } from '../../community/resources/resource-input.ts';
import {
  type ListOf,
  listResources,
  type ResourceView,
  showResource,
} from '../../community/resources/show-resources.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { BASE, presentResources, resourceId, resourceJson, resourceParams } from './resource-json.ts';

async function present(
  deps: Deps,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  const shown = await showResource(deps, viewer, id, at);
  if (!shown.ok) return shown;
  const [resource] = await presentResources(deps, viewer, [shown.value], at);
  const etag = entityTag(tagged(shown.value));
  return ok({ status, body: { ...resource, etag }, headers: { ETag: etag } });
}

/** What of a resource a change may be about, as far as the viewer is told of it. */
const tagged = ({ title, description, url, text, label, folders, owned }: ResourceView) => ({
  title,
  description,
  url,
  text,
  label,
  within: folders.map(({ id }) => id),
  sharing: owned?.sharing ?? null,
});

const oneResource = resourceJson.extend({ etag: z.string() });

const getResources = endpoint({
  method: 'get',
  path: BASE,
  summary: 'What is in a folder, what an owner has that lies in none, or, with neither, what others share',
  auth: 'viewer',
  scope: 'read',
  query: pageQuery(200, 100).extend({ folder: resourceId.optional(), owner: actorId.optional() }),
  answers: z.array(resourceJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    if (query.folder !== undefined && query.owner !== undefined) {
      return refuse({ kind: 'invalid', field: 'owner', says: 'name a folder or an owner, not both' });
    }
    const of: ListOf =
      query.folder !== undefined
        ? { folder: query.folder }
        : query.owner !== undefined
          ? { owner: query.owner }
          : { sharedWithMe: true };
    const found = await listResources(deps, viewer, of, pageOf(query), at);
    if (!found.ok) return found;
    const ids = found.value.map(({ id }) => id);
    const body = await presentResources(deps, viewer, found.value, at);
    return ok({ body, headers: linkHeader(context.req.url, ids) });
  },
});

const postResource = endpoint({
  method: 'post',
  path: BASE,
  summary:
    'Make a folder, or share a file, a link, a page or an app; sealed, or as the folder that it is put into',
  auth: 'persona',
  scope: 'privacy',
  seat: 'for',
  body: newResourceSchema,
  answers: oneResource,
  async handle({ caller: { viewer, seat }, body, at }, deps) {
    const made = await createResource(deps, viewer, body, at, seat);
    return made.ok ? present(deps, viewer, made.value, at, 201) : made;
  },
});

const getResource = endpoint({
  method: 'get',
  path: `${BASE}/:id`,
  summary: 'One resource, with the text of a page',
  auth: 'viewer',
  scope: 'read',
  params: resourceParams,
  answers: oneResource,
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const patchResource = endpoint({
  method: 'patch',
  path: `${BASE}/:id`,
  summary:
    'Change the words of a resource; for its owner also its label, its folder, and by whose grants it goes: all of it, or nothing; If-Match is heeded',
  auth: 'persona',
  scope: 'privacy',
  params: resourceParams,
  body: changedResourceSchema,
  answers: oneResource,
  async handle({ caller: { viewer }, params, body, at, context }, deps) {
    const isExpected = (now: ResourceView) => matches(context, tagged(now));
    const changed = await changeResource(deps, viewer, params.id, body, isExpected, at);
    return changed.ok ? present(deps, viewer, params.id, at) : changed;
  },
});

const removeResource = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'Delete a resource, and a folder with all that lies in it',
  auth: 'persona',
  scope: 'privacy',
  params: resourceParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const deleted = await deleteResource(deps, viewer, params.id, at);
    return deleted.ok ? ok({ body: {} }) : deleted;
  },
});

const getOwners = endpoint({
  method: 'get',
  path: '/api/privacy/v1/owners',
  summary:
    'For whom one may share: oneself, organisations on whose staff one is, spaces that one administers',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(accountSchema),
  async handle({ caller: { viewer }, at }, deps) {
    const ids = await ownersOf(deps, viewer, at);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({ body: ids.flatMap((id) => accounts.get(id) ?? []) });
  },
});

export const resourceEndpoints: readonly Endpoint[] = [
  getOwners,
  getResources,
  postResource,
  getResource,
  patchResource,
  removeResource,
];
