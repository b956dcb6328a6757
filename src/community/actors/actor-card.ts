import { type RawBuilder, sql } from 'kysely';
import type { ActorId, ActorKind, Instant } from '../../privacy/words.ts';
import type { Naming } from '../../store/schema.ts';

/** What is shown of an actor beside what they do: no counts, no attributes. */
export interface ActorCard {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
  readonly naming: Naming;
  /** Hue, 0 to 359 degrees. */
  readonly colour: number;
  readonly locked: boolean;
  readonly bot: boolean;
  readonly createdAt: Instant;
  /** Slug of the actor's network. */
  readonly network: string;
}

/**
 * The card as one JSON value, from a row of `community.actor` aliased `actor` and one of `community.network` aliased
 * `network`; it comes out as an {@link ActorCard}.
 */
export const actorCardJson = (actor: string, network: string): RawBuilder<ActorCard> => sql`json_build_object(
  'id', ${sql.ref(`${actor}.id`)}, 'kind', ${sql.ref(`${actor}.kind`)}, 'handle', ${sql.ref(`${actor}.handle`)},
  'displayName', ${sql.ref(`${actor}.display_name`)}, 'note', ${sql.ref(`${actor}.note`)},
  'naming', ${sql.ref(`${actor}.naming`)}, 'colour', ${sql.ref(`${actor}.colour`)},
  'locked', ${sql.ref(`${actor}.locked`)}, 'bot', ${sql.ref(`${actor}.bot`)},
  'createdAt', (extract(epoch from ${sql.ref(`${actor}.created_at`)}) * 1000)::bigint,
  'network', ${sql.ref(`${network}.slug`)})`;
