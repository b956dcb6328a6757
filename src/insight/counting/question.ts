import type { Purpose } from '../../privacy/purposes.ts';
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
}

/**
 * The one form of a question: whoever asks the same gets the same answer within its day.
 * @param mark tells policies that are only tried from others; null is those in force
 */
export const canonical = (
  { function: fn, purpose, what }: Omit<CountQuestion, 'what'> & { readonly what: Counted | 'authors' },
  mark: string | null = null,
): string => JSON.stringify({ count: what, for: purpose, in: fn, ...(mark === null ? {} : { under: mark }) });

/** What the members who are counted must let the organisation do. */
export const askedOf = ({
  what,
}: CountQuestion): { readonly action: Action; readonly kind: 'presence' | Exclude<Counted, 'contact'> } =>
  what === 'contact' ? { action: 'contact', kind: 'presence' } : { action: 'process', kind: what };
