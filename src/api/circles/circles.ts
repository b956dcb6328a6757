import { z } from 'zod';
import {
  type Circle,
  circleSchema,
  createCircle,
  endCircle,
  listCircles,
  renameCircle,
  showCircle,
} from '../../community/circles/circle.ts';
import { addCircleMembers, listCircleMembers, removeCircleMember } from '../../community/circles/members.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema, type Reply } from '../../http/endpoint.ts';
import { pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema } from '../../present/account.ts';
import type { CircleId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { accountsPage } from '../accounts-page.ts';
import { actorId } from '../actor-params.ts';

const BASE = '/api/privacy/v1/circles';

const circleJson = z.object({ id: z.string(), title: z.string(), members_count: z.int() });
const circleId = idSchema.transform((id) => id.toLowerCase() as CircleId);
const circleParams = z.object({ id: circleId });

const presentCircle = ({ id, title, members }: Circle): z.output<typeof circleJson> => ({
  id,
  title,
  members_count: members,
});

async function present(
  deps: Deps,
  viewer: Viewer,
  id: CircleId,
  at: Instant,
  status: 200 | 201 = 200,
): Promise<Result<Reply>> {
  const circle = await showCircle(deps, viewer, id, at);
  return circle.ok ? ok({ status, body: presentCircle(circle.value) }) : circle;
}

const getCircles = endpoint({
  method: 'get',
  path: BASE,
  summary: 'One’s own circles',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(circleJson),
  async handle({ caller: { viewer }, at }, deps) {
    return ok({ body: (await listCircles(deps, viewer, at)).map(presentCircle) });
  },
});

const postCircle = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Make a circle, of which nobody else knows',
  auth: 'persona',
  scope: 'privacy',
  body: circleSchema,
  answers: circleJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const id = await createCircle(deps, viewer, body.title, at);
    return id.ok ? present(deps, viewer, id.value, at, 201) : id;
  },
});

const putCircle = endpoint({
  method: 'put',
  path: `${BASE}/:id`,
  summary: 'Rename a circle',
  auth: 'persona',
  scope: 'privacy',
  params: circleParams,
  body: circleSchema,
  answers: circleJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const renamed = await renameCircle(deps, viewer, params.id, body.title);
    return renamed.ok ? present(deps, viewer, params.id, at) : renamed;
  },
});

const deleteCircle = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'Delete a circle; what was shared with it alone is then seen by nobody else',
  auth: 'persona',
  scope: 'privacy',
  params: circleParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endCircle(deps, viewer, params.id, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

const getMembers = endpoint({
  method: 'get',
  path: `${BASE}/:id/members`,
  summary: 'Who is in a circle',
  auth: 'persona',
  scope: 'privacy',
  params: circleParams,
  query: pageQuery(500, 200),
  answers: z.array(accountSchema),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const ids = await listCircleMembers(deps, viewer, params.id, pageOf(query), at);
    return ids.ok ? ok(await accountsPage(deps, viewer, context.req.url, ids.value, at)) : ids;
  },
});

const postMembers = endpoint({
  method: 'post',
  path: `${BASE}/:id/members`,
  summary: 'Put people into a circle, all or none; they aren’t told',
  auth: 'persona',
  scope: 'privacy',
  params: circleParams,
  body: z.object({
    personas: z
      .array(actorId, 'is needed: a list of ids')
      .min(1, 'name somebody')
      .max(500, 'takes 500 people at most at once'),
  }),
  answers: circleJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const added = await addCircleMembers(deps, viewer, params.id, body.personas, at);
    return added.ok ? present(deps, viewer, params.id, at) : added;
  },
});

const deleteMember = endpoint({
  method: 'delete',
  path: `${BASE}/:id/members/:persona`,
  summary: 'Take somebody out of a circle; they aren’t told',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: circleId, persona: actorId }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const removed = await removeCircleMember(deps, viewer, params.id, params.persona, at);
    return removed.ok ? ok({ body: {} }) : removed;
  },
});

export const circleEndpoints: readonly Endpoint[] = [
  getCircles,
  postCircle,
  putCircle,
  deleteCircle,
  getMembers,
  postMembers,
  deleteMember,
];
