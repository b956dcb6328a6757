import { z } from 'zod';
import type { ReachAnswer } from '../../community/explaining/reach.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { audienceJsonSchema } from '../audience-json.ts';
import { namedJson, objectId, presentNamed } from './own-thing-query.ts';

/** For whom a draft is, and where it would stand. */
export const draftPlace = {
  audience: audienceJsonSchema.optional(),
  space: actorId.nullable().default(null),
  reply_to: objectId.nullable().default(null),
};

const draftPlaceSchema = z.object(draftPlace);

export const reachJson = z.object({
  count: z.int(),
  upper_bound: z.literal(true),
  people: z.array(accountSchema),
  more: z.int(),
  not_counted: z.array(namedJson),
  says: z.string(),
});

export const askedReach = ({ audience, space, reply_to }: z.output<typeof draftPlaceSchema>) => ({
  space,
  replyTo: reply_to,
  ...(audience === undefined ? {} : { audience }),
});

/** Whom a draft would reach, with the faces of the first of them. */
export async function presentReach(
  deps: Deps,
  viewer: Viewer,
  { count, people, notCounted, says }: ReachAnswer,
  at: Instant,
): Promise<z.input<typeof reachJson>> {
  const accounts = await presentFaces(deps, viewer, people, at);
  return {
    count,
    upper_bound: true,
    people: people.flatMap((id) => accounts.get(id) ?? []),
    more: count - people.length,
    not_counted: notCounted.map(presentNamed),
    says,
  };
}
