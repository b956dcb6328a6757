import { findAddresses } from './addresses.ts';
import { findBirthDates } from './birth-dates.ts';
import { findCards } from './cards.ts';
import { findEmails } from './emails.ts';
import type { Detector, Finding } from './finding.ts';
import { findIbans } from './ibans.ts';
import { findNationalIds } from './national-ids.ts';
import { findPhones } from './phones.ts';
import { findPlaces } from './places.ts';
import { findSecrets } from './secrets.ts';

/** In the order of which is believed where two find the same piece: checksums before words. */
const DETECTORS: readonly Detector[] = [
  findSecrets,
  findEmails,
  findIbans,
  findCards,
  findNationalIds,
  findBirthDates,
  findPhones,
  findAddresses,
  findPlaces,
];

/**
 * What a text gives away, by its words alone: pure, so that the device and the server find the same.
 * @param text as the author typed it
 * @returns pieces in their order, none of which overlap
 */
export const findGiveaways = (text: string): readonly Finding[] =>
  withoutOverlaps(DETECTORS.flatMap((detect) => detect(text)));

/** Of findings that overlap, those that come first in the list; of one kind, the longest. In the order of the text. */
export function withoutOverlaps<F extends Finding>(findings: readonly F[]): readonly F[] {
  const kept: F[] = [];
  for (const one of findings) {
    const rivals = kept.filter((other) => one.start < other.end && other.start < one.end);
    if (rivals.some(({ kind }) => kind !== one.kind)) continue;
    if (rivals.some(({ start, end }) => end - start >= one.end - one.start)) continue;
    for (const rival of rivals) kept.splice(kept.indexOf(rival), 1);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
