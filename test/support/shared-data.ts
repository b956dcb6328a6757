import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of real data that isn't part of the project: `WAXSEAL_TEST_DATA`, or `../shared/data` beside it. */
const sharedData =
  process.env.WAXSEAL_TEST_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** The ten ego networks of SNAP's ego-Facebook; see README of the importer for their form. */
export const egoFolder = join(sharedData, 'ego-facebook');

/** For `{ skip: noEgoData }`: false where the data is present, otherwise the words where it is looked for. */
export const noEgoData = existsSync(join(egoFolder, '0.feat'))
  ? false
  : `no data in ${egoFolder}: set WAXSEAL_TEST_DATA to the folder that holds ego-facebook`;

/** Right and wrong proofs of RFC 6962 trees, of transparency-dev/merkle. */
export const merkleFolder = join(sharedData, 'merkle');

export const noMerkleData = existsSync(merkleFolder)
  ? false
  : `no data in ${merkleFolder}: set WAXSEAL_TEST_DATA to the folder that holds merkle`;

/** Sentences of reviews by their authors, of Hutto and Gilbert, "VADER", ICWSM 2014. */
export const sentimentFolder = join(sharedData, 'sentiment');

export const noSentimentData = existsSync(join(sentimentFolder, 'film-reviews.tsv'))
  ? false
  : `no data in ${sentimentFolder}: set WAXSEAL_TEST_DATA to the folder that holds sentiment`;
