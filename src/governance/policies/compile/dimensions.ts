import { ATTRIBUTE_KINDS } from '../../../privacy/disclosure.ts';
import type { Days } from '../../../privacy/facts.ts';
import { PURPOSES, type Purpose } from '../../../privacy/purposes.ts';
import {
  ACTIONS,
  type Action,
  CAPACITIES,
  type Capacity,
  CONVERSATION_ORIGINS,
  type ConversationOrigin,
  type Discipline,
  FOREVER,
  FUNCTIONS,
  LABELS,
  LAWFUL_BASES,
  type Label,
  type LawfulBasis,
  OBJECT_KINDS,
} from '../../../privacy/words.ts';
import { ACTION_GROUPS, cedarAction, type Thing } from '../schema/classes.ts';
import { KEPT_FOR_GOOD } from '../schema/request.ts';
import { RESOURCE_TYPE_OF, type WordType } from '../schema/vocabulary.ts';
import type { Mentions } from './mentions.ts';

/** Values that a clause can't tell apart; the first stands for all of them. */
type Group<T> = readonly [T, ...T[]];

/** What a clause tells apart, one dimension at a time: each is all of its values, in groups. */
export interface Dimensions {
  readonly capacity: readonly Group<Capacity>[];
  readonly action: readonly Group<Action>[];
  readonly purpose: readonly Group<Purpose>[];
  readonly thing: readonly Group<Thing>[];
  /** One by one or all together, harmless first. */
  readonly label: readonly Group<Label>[];
  readonly conversation: readonly Group<ConversationOrigin>[];
  readonly basis: readonly Group<LawfulBasis>[];
  readonly hour: readonly Group<number>[];
  /** In order, each up to the next. */
  readonly age: readonly Days[];
  readonly retention: readonly Days[];
  /** Those that the clause names. */
  readonly disciplines: readonly Discipline[];
}

const ALWAYS: Days = { from: 0, until: FOREVER };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const THINGS: readonly Thing[] = OBJECT_KINDS.flatMap((kind): readonly Thing[] =>
  kind === 'attribute' ? ATTRIBUTE_KINDS.map((attribute) => ({ kind, attribute })) : [{ kind }],
);

/** What the clause tells apart; what it doesn't mention stays in one group. */
export function dimensionsOf(says: Mentions): Dimensions {
  const reads = (name: string) => says.reads.has(name);
  const words = <T extends string>(name: string, type: WordType, all: readonly T[]) =>
    groups(all, (word) => (reads(name) && says.has(type, word) ? word : ''));
  const days = (name: string) => (reads(name) ? spans(says.numbers) : [ALWAYS]);
  return {
    capacity: groups(CAPACITIES, (capacity) => capacityGroup(capacity, says)),
    action: says.action ? groups(ACTIONS, actionGroup) : [ACTIONS as Group<Action>],
    purpose: groups(PURPOSES, (purpose) =>
      [
        reads('purpose') && says.has('Purpose', purpose) ? purpose : '',
        says.action ? cedarAction('person', 'process', purpose) : '',
      ].join(),
    ),
    thing: groups(THINGS, (thing) => thingGroup(thing, says)),
    label: groups(LABELS, (label) => (reads('label') ? label : '')),
    conversation: words('conversation', 'Conversation', CONVERSATION_ORIGINS),
    basis: words('lawfulBasis', 'LawfulBasis', LAWFUL_BASES),
    hour: (reads('hour') ? spans(says.numbers) : [ALWAYS]).flatMap(({ from, until }) =>
      asGroup(HOURS.filter((hour) => from <= hour && hour < until)),
    ),
    age: days('ageDays'),
    retention: days('retentionDays'),
    disciplines: says.words('Discipline') as readonly Discipline[],
  };
}

function groups<T>(all: readonly T[], by: (one: T) => string): readonly Group<T>[] {
  return [...Map.groupBy(all, by).values()].flatMap(asGroup);
}

const asGroup = <T>([first, ...rest]: readonly T[]): readonly Group<T>[] =>
  first === undefined ? [] : [[first, ...rest]];

/** Whoever acts and whoever asks for themselves do other things by the same action. */
function capacityGroup(capacity: Capacity, says: Mentions): string {
  if (capacity === 'person') return says.principal || says.action ? 'person' : '';
  if (!says.principal) return '';
  const isFunction = FUNCTIONS.some((fn) => fn === capacity);
  return isFunction && !says.has('Function', capacity) ? 'staff' : capacity;
}

const actionGroup = (action: Action): string =>
  String(ACTION_GROUPS.findIndex((group) => group.includes(action)));

function thingGroup({ kind, attribute }: Thing, says: Mentions): string {
  const type = RESOURCE_TYPE_OF[kind];
  if (!says.resourceTypes.has(type)) return '';
  if (attribute === undefined) return kind === 'attributes' ? kind : type;
  return says.has('AttributeKind', attribute) ? attribute : type;
}

/** From nought on, cut wherever a number of the clause could make a difference. */
function spans(numbers: readonly number[]): readonly Days[] {
  const cuts = new Set([0, ...numbers.flatMap((number) => [number, number + 1]).filter(isCut)]);
  const from = [...cuts].sort((a, b) => a - b);
  return from.map((cut, n) => ({ from: cut, until: from[n + 1] ?? FOREVER }));
}

/** More than for good is nothing. */
const isCut = (cut: number): boolean => cut > 0 && cut <= KEPT_FOR_GOOD;
