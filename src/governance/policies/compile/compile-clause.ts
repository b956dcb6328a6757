import type { Cedar } from '../cedar.ts';
import type { NetworkKind } from '../schema/vocabulary.ts';
import type { ParsedClause } from '../text/parse-policies.ts';
import { countCells, forbiddenCells } from './cells.ts';
import { type Dimensions, dimensionsOf } from './dimensions.ts';
import { mentionsOf } from './mentions.ts';
import { mergeCells } from './merge-cells.ts';
import { partsOf } from './parts.ts';
import { type Author, type PolicyBox, policiesOfBox } from './policies-of-box.ts';
import { tryParts } from './try-parts.ts';
import { unsupportedIn } from './unsupported.ts';

/** For which network it is compiled, and for whom. */
export interface Place extends Author {
  readonly kind: NetworkKind;
}

type CompiledClause =
  | { readonly ok: true; readonly boxes: readonly PolicyBox[]; readonly notes: readonly string[] }
  /** What it says is beyond policies; `near` is where, if there is one place. */
  | { readonly ok: false; readonly says: string; readonly near?: string };

const MOST_DISCIPLINES = 4;
const MOST_CELLS = 50_000;
const MOST_BOXES = 200;
/** Cedar reads its JSON form 127 levels deep; an operator is two. */
const MOST_DEEP = 120;

/**
 * One clause as policies of the core: Cedar is asked about every case that the clause tells apart, and the forbidden ones are
 * merged into boxes.
 */
export function compileClause(cedar: Cedar, { json }: ParsedClause, place: Place): CompiledClause {
  if (json.effect === 'permit') return { ok: true, boxes: [], notes: [NO_EFFECT] };
  const unsupported = unsupportedIn(json);
  if (unsupported !== null) return { ok: false, ...unsupported };
  if (partsOf(json).some((part) => isDeeperThan(MOST_DEEP, part))) return { ok: false, says: TOO_DEEP };
  const mentions = mentionsOf(json);
  const dimensions = dimensionsOf(mentions);
  if (dimensions.disciplines.length > MOST_DISCIPLINES || countCells(dimensions) > MOST_CELLS)
    return { ok: false, says: tooMany(dimensions) };
  const found = forbiddenCells(dimensions, place.kind, tryParts(cedar, json).isForbidden);
  const boxes = mergeCells(found.cells).flatMap((box) => policiesOfBox(dimensions, box, place));
  if (boxes.length > MOST_BOXES) return { ok: false, says: tooMany(dimensions) };
  const notes = [
    ...(found.widened.labels ? [LABELS_REACH_UP] : []),
    ...(found.widened.seats ? [SEATS_ONLY_EXEMPT] : []),
    ...(boxes.some(bindsPeople) && declares(mentions.reads) ? [PEOPLE_DECLARE_NOTHING] : []),
    ...(boxes.length === 0 ? [`It forbids nothing in networks of kind ${place.kind}.`] : []),
  ];
  return { ok: true, boxes, notes };
}

const isDeeperThan = (levels: number, json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  (levels === 0 || Object.values(json).some((part) => isDeeperThan(levels - 1, part)));

const TOO_DEEP =
  'This clause joins too much in one condition. Split it into several, or list words in brackets.';
const NO_EFFECT =
  'This permit has no effect: only members grant, and a policy can only narrow what they granted.';
const LABELS_REACH_UP =
  'It goes for every more harmful label as well, so that raising a label never escapes it.';
const SEATS_ONLY_EXEMPT =
  'Being an expert only ever exempts: this goes for whoever isn’t one as well, so that leaving a seat opens nothing.';
const PEOPLE_DECLARE_NOTHING =
  'It goes for people who read for themselves as well: they count as keeping it for good, by consent. Add principal in Organisation::"any" to bind organisations alone.';

const bindsPeople = ({ capacities }: PolicyBox): boolean => capacities?.includes('person') !== false;
const declares = (reads: ReadonlySet<string>): boolean =>
  reads.has('retentionDays') || reads.has('lawfulBasis');

/** The dimensions that tell most apart are the ones along which to split. */
function tooMany(dimensions: Dimensions): string {
  const names = { ...AXIS_WORDS };
  const largest = (Object.keys(names) as (keyof typeof names)[])
    .sort((a, b) => dimensions[b].length - dimensions[a].length)
    .slice(0, 2)
    .map((axis) => names[axis]);
  return `This clause tells too many cases apart. Split it into several, by ${largest.join(' and by ')}.`;
}

const AXIS_WORDS = {
  capacity: 'who asks',
  action: 'action',
  purpose: 'purpose',
  thing: 'resource',
  label: 'label',
  conversation: 'conversation',
  basis: 'lawful basis',
  hour: 'hour',
  age: 'age',
  retention: 'retention',
  disciplines: 'discipline',
} as const;
