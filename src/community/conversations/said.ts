import { z } from 'zod';
import { type Result, refuse } from '../../core/result.ts';
import { type Instant, type Label, labelRank } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { areLoose } from '../attachments/attachment.ts';
import { textsAmong } from '../attachments/texts-among.ts';
import { refuseRepeating } from '../resources/repeated-words.ts';
import { inTurn } from '../resources/words-of.ts';

/** Most characters of a message: a long letter. */
const LONGEST_MESSAGE = 5000;

/** What is said, of which there may be nothing where files are. */
export const messageWords = z
  .string('is needed')
  .trim()
  .refine((text) => [...text].length <= LONGEST_MESSAGE, `has ${LONGEST_MESSAGE} characters at most`);

export const messageText = messageWords.refine((text) => text !== '', 'is empty; write something');

/** A message as it is to be sent. */
export interface Said {
  readonly text: string;
  readonly label: Label;
  /** The viewer's files that wait, in their order. */
  readonly attachments: readonly string[];
}

/** A message of words alone. */
export const words = (text: string, label: Label = 'public'): Said => ({ text, label, attachments: [] });

/** Whether it can be said at all, to whomever it goes: its label, the words that it repeats, its files. */
export async function fitToSay(
  deps: Pick<Deps, 'store' | 'files' | 'masterKey'>,
  viewer: Viewer,
  { text, label, attachments }: Said,
  at: Instant,
): Promise<Result<null>> {
  if (labelRank(label) > labelRank(viewer.networkFacts.highestLabel)) {
    return refuse({ kind: 'invalid', field: 'label', says: 'this network does not admit that label' });
  }
  if (!(await areLoose(deps, viewer, attachments))) return NOT_LOOSE;
  const texts = await textsAmong(deps, viewer, attachments);
  return refuseRepeating(deps, viewer, inTurn(deps.files, [text], texts), label, at);
}

export const NOT_LOOSE = refuse({
  kind: 'invalid',
  field: 'attachments',
  says: 'is no file of yours that waits to be sent',
});
