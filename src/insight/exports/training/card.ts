import type { TrainingDefinition } from '../../../privacy/leaving.ts';
import { purposeIri } from '../../../privacy/purposes.ts';
import { type ActorId, DAY_MS, type Instant, type TrainingFileId } from '../../../privacy/words.ts';
import type { TableRisk } from '../risk/table-risk.ts';

/** What a file of posts is: goes along with it, and says of nobody that they are in it. */
export interface TrainingCard {
  readonly id: TrainingFileId;
  readonly organisation: { readonly id: ActorId; readonly name: string };
  readonly definition: TrainingDefinition;
  readonly rows: number;
  /** Of all bytes before the card, hexadecimal. */
  readonly sha256: string;
  readonly madeAt: Instant;
  /** When a newer file is due at the latest: whoever withdrew meanwhile isn't in that. */
  readonly renewBy: Instant;
  readonly deleteBy: Instant;
  /** By what each row says besides its text: language, month, tags. */
  readonly risk: TableRisk;
}

/** For how many days a file is used before it is made anew. */
const FRESH_DAYS = 30;

/** When a file that was made then has to be made anew, and when to be deleted: the same whoever withdraws, so that it tells of nobody. */
export function duties(
  { until }: Pick<TrainingDefinition, 'until'>,
  madeAt: Instant,
): Pick<TrainingCard, 'renewBy' | 'deleteBy'> {
  const deleteBy = Date.parse(until);
  return { deleteBy, renewBy: Math.min(deleteBy, madeAt + FRESH_DAYS * DAY_MS) };
}

const day = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

export const GROUND =
  'Members of whom it is let this organisation train models with what they say (process, posts, model-training), until they withdraw it, and who are of age by what they show it; and of their posts those alone that it may read.';
export const LEFT_OUT =
  'Who wrote it: names, handles and ids. Links, mentions, and what gives somebody away by its form, such as addresses and numbers, are a word in brackets. Posts behind a warning.';

export const dutiesInWords = ({
  renewBy,
  deleteBy,
}: Pick<TrainingCard, 'renewBy' | 'deleteBy'>): readonly string[] => [
  `Make this file anew by ${day(renewBy)}, delete this one then, and train with the newer one: whoever withdrew isn’t in it.`,
  `Delete it, every copy and what was made of it that holds its words, by ${day(deleteBy)}.`,
  'Don’t look for who wrote something, and don’t put it together with other data to find out.',
  'Use it for nothing else than what stands here.',
];

/** The card as a text to be read, in Markdown. */
export function cardText(card: TrainingCard): string {
  const { definition, organisation, rows, risk } = card;
  const { training } = definition;
  const share = (100 * risk.uniqueShare).toFixed(1);
  return `# Training data: ${line(training.for)}

| | |
| --- | --- |
| What is in it | ${rows} posts as JSON, one a line: text, language, month, hashtags |
| Of when | from ${training.from}, before ${training.before} |
| About | ${training.tags.length === 0 ? 'anything' : training.tags.map((tag) => `#${line(tag)}`).join(', ')} |
| For what | ${line(training.for)} (${purposeIri(definition.purpose)}) |
| By which permission | ${GROUND} |
| Who | ${line(organisation.name)}, ${definition.function} |
| Made | ${new Date(card.madeAt).toISOString()}: whoever had withdrawn by then isn’t in it |
| Left out | ${LEFT_OUT} |
| Rows alike in language, month and hashtags | ${risk.smallestClass ?? 0} at least; ${risk.uniqueRows} rows (${share} %) are like no other. The words of a text are always its own. |
| SHA-256 of the posts | ${card.sha256} |

${dutiesInWords(card)
  .map((duty) => `- ${duty}`)
  .join('\n')}
`;
}

/** Of words that others chose, nothing that Markdown would take for its own. */
const line = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#]/g, (letter) => `\\${letter}`);
