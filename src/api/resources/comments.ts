import { z } from 'zod';
import { boostPost, keepFromOthers } from '../../community/posts/boost.ts';
import { commentsOn } from '../../community/posts/context.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { presentStatus, presentStatuses, statusSchema } from '../../present/status.ts';
import { BASE, resourceParams } from './resource-json.ts';

const getComments = endpoint({
  method: 'get',
  path: `${BASE}/:id/comments`,
  summary:
    'Posts that answer a resource, and what answers those; one is written as a post in reply to the resource’s id',
  auth: 'viewer',
  scope: 'read',
  params: resourceParams,
  answers: z.array(statusSchema),
  async handle({ caller: { viewer }, params, at }, deps) {
    const comments = await commentsOn(deps, viewer, params.id, at);
    return comments.ok ? ok({ body: presentStatuses(deps, comments.value) }) : comments;
  },
});

const postReshare = endpoint({
  method: 'post',
  path: `${BASE}/:id/reshare`,
  summary: 'Pass a resource on to one’s followers, or whom one names; it reaches nobody who may not see it',
  auth: 'persona',
  scope: 'write',
  params: resourceParams,
  body: z.strictObject({ audience: z.unknown().optional() }),
  answers: statusSchema,
  async handle({ caller: { viewer }, params, body: { audience }, at }, deps) {
    const said = { visibility: null, ...(audience === undefined || audience === null ? {} : { audience }) };
    const passed = await boostPost(deps, viewer, params.id, said, at);
    return passed.ok ? ok({ body: presentStatus(deps, passed.value) }) : passed;
  },
});

const deleteReshare = endpoint({
  method: 'delete',
  path: `${BASE}/:id/reshare`,
  summary: 'Take it back that one passed a resource on',
  auth: 'persona',
  scope: 'write',
  params: resourceParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const taken = await keepFromOthers(deps, viewer, params.id, at);
    return taken.ok ? ok({ body: {} }) : taken;
  },
});

export const commentEndpoints: readonly Endpoint[] = [getComments, postReshare, deleteReshare];
