import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rated, ratedOf } from '../../src/insight/sentiment/rated.ts';
import { sentimentFolder } from '../support/shared-data.ts';

export type Kind = 'film reviews' | 'product reviews';

const files: Record<Kind, string> = {
  'film reviews': 'film-reviews.tsv',
  'product reviews': 'product-reviews.tsv',
};

export const fileOf = (kind: Kind): string => join(sentimentFolder, files[kind]);

export const kinds = Object.keys(files) as Kind[];

/** The sentences of a kind, with what people rated them. */
export function sentencesOf(kind: Kind): Rated[] {
  const rated = ratedOf(readFileSync(fileOf(kind), 'utf8'));
  assert.ok(rated.ok, kind);
  return rated.value;
}

/**
 * Whether a sentence is of the part that the model is fitted on: seven in ten, by the FNV-1a hash of its id. What is
 * reported is the other part.
 */
export function isFitted({ id }: Rated): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % 10 < 7;
}
