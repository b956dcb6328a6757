import { ok, type Result, refuse } from '../../core/result.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, BusinessFunction } from '../../privacy/words.ts';

/** What of members' is counted: who lets something of theirs be processed, or lets the organisation write at once. */
export const COUNTED = ['posts', 'attributes', 'ties', 'contact'] as const;
type Counted = (typeof COUNTED)[number];

/** A question of an organisation's: how many members let it do this, acting in that function. */
export interface CountQuestion {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  /** Of `contact` it is the function. */
  readonly purpose: Purpose;
  readonly what: Counted;
  /** For how many days what comes of it is used; absent is as long as a number stands. */
  readonly retentionDays?: number;
}

/** The same under policies that are only tried. */
export interface TriedQuestion extends Omit<CountQuestion, 'what'> {
  /** `authors` are members with posts that people could no longer read. */
  readonly what: Counted | 'authors';
}

/** Refuses what is counted for another purpose than members allow it for. */
export function fitting({ what, purpose, function: fn }: Omit<TriedQuestion, 'organisation'>): Result<null> {
  if (what === 'contact') {
    return purpose === fn ? ok(null) : unfit('must be the function in which members are written to');
  }
  if (what === 'authors')
    return purpose === 'aggregation' ? ok(null) : unfit('must be aggregation, of authors');
  return (ENGAGEMENT_PURPOSES as readonly Purpose[]).includes(purpose)
    ? ok(null)
    : unfit('is none that members allow organisations for');
}

const unfit = (says: string): Result<never> => refuse({ kind: 'invalid', field: 'purpose', says });

/**
 * The one form of a question: whoever asks the same gets the same answer within its day.
 * @param mark tells policies that are only tried from others; null is those in force
 */
export const canonical = (
  { function: fn, purpose, what }: TriedQuestion,
  mark: string | null = null,
): string => JSON.stringify({ count: what, for: purpose, in: fn, ...(mark === null ? {} : { under: mark }) });

/** What the members who are counted must let the organisation do. */
export const askedOf = ({
  what,
}: CountQuestion): { readonly action: Action; readonly kind: 'presence' | Exclude<Counted, 'contact'> } =>
  what === 'contact' ? { action: 'contact', kind: 'presence' } : { action: 'process', kind: what };
