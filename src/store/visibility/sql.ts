import { type RawBuilder, sql } from 'kysely';
import type { AudienceId, ObjectKind } from '../../privacy/words.ts';

export type Sql<T> = RawBuilder<T>;

export interface ViewerSql {
  /** uuid of the actor; SQL null is a visitor. */
  readonly id: Sql<string | null>;
  /** text: persona, organisation, group; null is a visitor. */
  readonly kind: Sql<string | null>;
  /** Of one viewer who is asked about a whole network: the audiences that admit them, where they were found before. */
  readonly admitting?: Admitting;
}

/** Kinds of which so much is shown that grants on it have an index of their own, by audience. */
export const BY_AUDIENCE = ['post', 'attribute'] as const satisfies ObjectKind[];
export type ByAudience = (typeof BY_AUDIENCE)[number];

/** Audiences in one of whose terms a viewer is. */
export interface Admitting {
  readonly all: readonly AudienceId[];
  /** Those of them that exclude somebody, who may be the viewer. */
  readonly excepting: readonly AudienceId[];
  /** Of which kinds something is shown to one of them under conditions, which little is. */
  readonly onConditions: readonly ByAudience[];
}

/**
 * Keeps a subquery a look-up for each row. PostgreSQL would else join it where it likes, by guesses that are wildly
 * wrong until the tables have been analysed: 5 seconds, measured, instead of 50 ms.
 */
export const APART = sql`offset 0`;
