import { z } from 'zod';
import type { Acquaintance } from '../community/actors/acquaintances.ts';

/** Mastodon's Relationship (https://docs.joinmastodon.org/entities/Relationship/), and connections. */
export const relationshipSchema = z.object({
  id: z.string(),
  following: z.boolean(),
  showing_reblogs: z.boolean(),
  notifying: z.boolean(),
  languages: z.array(z.string()),
  followed_by: z.boolean(),
  blocking: z.boolean(),
  blocked_by: z.boolean(),
  muting: z.boolean(),
  muting_notifications: z.boolean(),
  requested: z.boolean(),
  requested_by: z.boolean(),
  domain_blocking: z.boolean(),
  endorsed: z.boolean(),
  note: z.string(),
  waxseal: z.object({
    connected: z.boolean(),
    connection_requested: z.boolean(),
    connection_requested_by: z.boolean(),
  }),
});

export type RelationshipEntity = z.output<typeof relationshipSchema>;

/** Of a space, following is being in it. Whether one is blocked is never told. */
export function presentRelationship(other: Acquaintance): RelationshipEntity {
  const following = other.kind === 'group' ? other.member : other.following;
  return {
    id: other.id,
    following,
    showing_reblogs: following,
    notifying: false,
    languages: [],
    followed_by: other.followedBy,
    blocking: other.blocking,
    blocked_by: false,
    muting: other.muting,
    muting_notifications: other.muting,
    requested: other.kind === 'group' ? other.requested.join : other.requested.follow,
    requested_by: other.requestedBy.follow,
    domain_blocking: false,
    endorsed: false,
    note: '',
    waxseal: {
      connected: other.connected,
      connection_requested: other.requested.connect,
      connection_requested_by: other.requestedBy.connect,
    },
  };
}
