import type { BusinessFunction, Instant } from '../privacy/words.ts';

/** Functions that write to many; the others answer. */
export const CAMPAIGNING = ['marketing', 'sales'] as const satisfies readonly BusinessFunction[];

/** What experts sign of a campaign, as its text says it. */
export interface Campaign {
  readonly function: (typeof CAMPAIGNING)[number];
  /** The letter, word by word. */
  readonly text: string;
  /** Members to whom it goes, at most. */
  readonly most: number;
  /** RFC 3339. */
  readonly until: string;
}

/** By what a campaign is found when it is sent: who writes says neither to how many it may go, nor until when. */
export const campaignSubject = (of: {
  readonly function: BusinessFunction;
  readonly text: string;
}): object => ({
  function: of.function,
  text: of.text,
});

/** A signed campaign, from the JSON that was signed. */
export const campaignOf = (body: string): Campaign => JSON.parse(body) as Campaign;

/** When what was signed is over by what it says itself; null where it doesn't say. */
export function termOf(what: unknown): Instant | null {
  const until = typeof what === 'object' && what !== null && 'until' in what ? what.until : null;
  return typeof until === 'string' ? Date.parse(until) : null;
}
