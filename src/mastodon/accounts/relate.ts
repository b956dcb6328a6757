import { z } from 'zod';
import { relationshipAfter, relationships } from '../../community/actors/relationships.ts';
import { block, unblock } from '../../community/blocks/block.ts';
import { mute, unmute } from '../../community/blocks/mute.ts';
import { dropFollower, follow, unfollow } from '../../community/connections/follow.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { presentRelationship, relationshipSchema } from '../../present/relationship.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { accountParams, actorIdSchema } from './account-params.ts';

type Deed = (deps: Deps, viewer: Viewer, target: ActorId, at: Instant) => Promise<Result<null>>;

/** Something that one does to an account, answered with how one stands to it then. */
const deed = (name: string, summary: string, act: Deed, seat?: 'as'): Endpoint =>
  endpoint({
    method: 'post',
    path: `/api/v1/accounts/:id/${name}`,
    summary,
    auth: 'persona',
    scope: 'write',
    ...(seat === undefined ? {} : { seat }),
    params: accountParams,
    answers: relationshipSchema,
    async handle({ caller: { viewer }, params, at }, deps) {
      const done = await act(deps, viewer, params.id, at);
      return done.ok ? presentAfter(deps, viewer, params.id, at) : done;
    },
  });

async function presentAfter(deps: Deps, viewer: Viewer, id: ActorId, at: Instant): Promise<Result<Reply>> {
  const other = await relationshipAfter(deps, viewer, id, at);
  return other.ok ? ok({ body: presentRelationship(other.value) }) : other;
}

export const followAccount = deed('follow', 'Follow, or ask to where the other is locked', follow, 'as');
export const unfollowAccount = deed('unfollow', 'Stop following, or take the request back', unfollow, 'as');
export const removeFollower = deed('remove_from_followers', 'Make somebody follow no longer', dropFollower);
export const blockAccount = deed('block', 'Block: the two are absent to each other', block);
export const unblockAccount = deed('unblock', 'End one’s block', unblock);
export const unmuteAccount = deed('unmute', 'End one’s mute', unmute);

/** Ten years; longer is until further notice. */
const LONGEST_MUTE = 315_576_000;

export const muteAccount = endpoint({
  method: 'post',
  path: '/api/v1/accounts/:id/mute',
  summary: 'Keep somebody out of one’s feed',
  auth: 'persona',
  scope: 'write',
  params: accountParams,
  body: z.object({
    duration: z.coerce
      .number('is a number of seconds')
      .int('is a number of seconds')
      .min(0, 'is a number of seconds, 0 for no end')
      .max(LONGEST_MUTE, 'is ten years at most; 0 is without an end')
      .default(0),
  }),
  answers: relationshipSchema,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const seconds = body.duration === 0 ? null : body.duration;
    const done = await mute(deps, viewer, params.id, seconds, at);
    return done.ok ? presentAfter(deps, viewer, params.id, at) : done;
  },
});

const MOST_AT_ONCE = 100;
const ids = z.union([actorIdSchema.transform((id) => [id]), z.array(actorIdSchema)]).default([]);

export const showRelationships = endpoint({
  method: 'get',
  path: '/api/v1/accounts/relationships',
  summary: 'How one stands to others',
  auth: 'persona',
  scope: 'read',
  query: z.object({
    id: ids.refine((given) => given.length <= MOST_AT_ONCE, `takes ${MOST_AT_ONCE} accounts at most`),
  }),
  answers: z.array(relationshipSchema),
  async handle({ caller: { viewer }, query, at }, deps) {
    const known = await relationships(deps, viewer, query.id, at);
    return ok({ body: known.map(presentRelationship) });
  },
});
