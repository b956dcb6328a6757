import { z } from 'zod';
import { changeSpace, endSpace, spaceChangesSchema } from '../../community/spaces/change.ts';
import { createSpace, newSpaceSchema } from '../../community/spaces/create.ts';
import { joinSpace } from '../../community/spaces/join.ts';
import { leaveSpace } from '../../community/spaces/leave.ts';
import { listSpaces, type SpaceView, showSpace } from '../../community/spaces/show-spaces.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorParams } from '../actor-params.ts';

const BASE = '/api/privacy/v1/spaces';

const spaceJson = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  note: z.string(),
  openness: z.enum(['open', 'closed', 'secret']),
  joined: z.boolean(),
  requested: z.boolean(),
  administrator: z.boolean(),
  members_count: z.int().nullable(),
});

const presentSpace = ({ membersCount, ...space }: SpaceView): z.output<typeof spaceJson> => ({
  ...space,
  members_count: membersCount,
});

async function present(
  deps: Deps,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  const space = await showSpace(deps, viewer, id, at);
  return space.ok ? ok({ status, body: presentSpace(space.value) }) : space;
}

const getSpaces = endpoint({
  method: 'get',
  path: BASE,
  summary: 'The spaces that one may find; with `joined=true`, those that one is in',
  auth: 'viewer',
  scope: 'read',
  query: pageQuery(200, 100).extend({
    joined: z
      .enum(['true', 'false'], 'is true or false')
      .default('false')
      .transform((said) => said === 'true'),
  }),
  answers: z.array(spaceJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const spaces = await listSpaces(deps, viewer, { ...pageOf(query), joined: query.joined }, at);
    const headers = linkHeader(
      context.req.url,
      spaces.map(({ id }) => id),
    );
    return ok({ body: spaces.map(presentSpace), headers });
  },
});

const postSpace = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Make a space',
  auth: 'persona',
  scope: 'write',
  body: newSpaceSchema,
  answers: spaceJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const id = await createSpace(deps, viewer, body, at);
    return id.ok ? present(deps, viewer, id.value, at, 201) : id;
  },
});

const getSpace = endpoint({
  method: 'get',
  path: `${BASE}/:id`,
  summary: 'Show a space',
  auth: 'viewer',
  scope: 'read',
  params: actorParams,
  answers: spaceJson,
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const putSpace = endpoint({
  method: 'put',
  path: `${BASE}/:id`,
  summary: 'Change a space, as its administrator',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  body: spaceChangesSchema,
  answers: spaceJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const changed = await changeSpace(deps, viewer, params.id, body, at);
    return changed.ok ? present(deps, viewer, params.id, at) : changed;
  },
});

const deleteSpace = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'End a space, as its administrator',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endSpace(deps, viewer, params.id, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

const postJoin = endpoint({
  method: 'post',
  path: `${BASE}/:id/join`,
  summary: 'Join an open space, or ask to join a closed one',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  answers: spaceJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const joined = await joinSpace(deps, viewer, params.id, at);
    return joined.ok ? present(deps, viewer, params.id, at) : joined;
  },
});

const postLeave = endpoint({
  method: 'post',
  path: `${BASE}/:id/leave`,
  summary: 'Leave a space, or take the request to join back; no body where one meets it no longer',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  answers: spaceJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const left = await leaveSpace(deps, viewer, params.id, at);
    if (!left.ok) return left;
    const after = await present(deps, viewer, params.id, at);
    return after.ok ? after : ok({ status: 204 });
  },
});

export const spaceEndpoints: readonly Endpoint[] = [
  getSpaces,
  postSpace,
  getSpace,
  putSpace,
  deleteSpace,
  postJoin,
  postLeave,
];
