import { bornAt } from '../core/born.ts';
import type { Key } from '../privacy/audience.ts';
import type { AttributeKind } from '../privacy/disclosure.ts';
import type { Lockdown, ObjectFacts } from '../privacy/facts.ts';
import type { Grant } from '../privacy/grant.ts';
import {
  type ActorId,
  type ConversationOrigin,
  FOREVER,
  type Interval,
  KINDS_OF_ACTORS,
  type Label,
  type ObjectId,
  type ObjectKind,
} from '../privacy/words.ts';
import type { FactLines } from './fact-lines.ts';
import { type PackedGrant, unpackGrant } from './packed-facts.ts';

/** An object of the lines, not yet put together with what it is within. */
export interface KnownObject {
  /** Of a page, or null. */
  readonly place: number | null;
  readonly via: Key | null;
  readonly within: readonly ObjectId[];
  /** It goes by the grants of the folder around it. */
  readonly inherits: boolean;
  /** Of a post: the resource that its thread hangs on; else null. */
  readonly on: ObjectId | null;
  readonly facts: ObjectFacts;
}

/** What the lines say. */
export interface KnownFacts {
  readonly objects: readonly KnownObject[];
  readonly ties: ReadonlyMap<ActorId, ReadonlyMap<Key, readonly Interval[]>>;
  /** What else was asked for: the kind of each and its fields, in no order. */
  readonly others: readonly (readonly string[])[];
}

interface Draft extends KnownObject {
  readonly facts: ObjectFacts & {
    readonly grants: Grant[];
    readonly ownerSuspensions: Interval[];
    readonly ownerLockdowns: Lockdown[];
  };
}

/** Puts the lines together. */
export function readFacts([row]: readonly FactLines[]): KnownFacts {
  const objects: Draft[] = [];
  const grants = new Map<string, Grant[]>();
  const ties = new Map<ActorId, Map<Key, Interval[]>>();
  const suspensions = new Map<string, Interval[]>();
  const lockdowns = new Map<string, Lockdown[]>();
  const others: string[][] = [];
  const text = row?.lines ?? '';
  for (const line of text === '' ? [] : text.split('\n')) {
    const fields = line.split('\t');
    switch (fields[0]) {
      case 'o':
        objects.push(objectOf(fields));
        break;
      case 'g':
        append(grants, `${fields[1]} ${fields[2]}`, unpackGrant(JSON.parse(fields[3] ?? '') as PackedGrant));
        break;
      case 't':
        addTies(ties, fields);
        break;
      case 's':
        append(suspensions, fields[1] ?? '', intervalOf(fields[2], fields[3]));
        break;
      case 'l':
        append(lockdowns, fields[1] ?? '', lockdownOf(fields));
        break;
      case 'x':
        others.push(fields.slice(1));
    }
  }
  for (const { facts } of objects) {
    if (grants.size > 0) facts.grants.push(...(grants.get(`${facts.kind} ${facts.id}`) ?? []));
    // Which of several grants gives the reason must not hang on where the rows happen to lie.
    if (facts.grants.length > 1) facts.grants.sort(oldestFirst);
    if (lockdowns.size > 0) facts.ownerLockdowns.push(...(lockdowns.get(facts.owner) ?? []));
    if (suspensions.size > 0) facts.ownerSuspensions.push(...(suspensions.get(facts.owner) ?? []));
  }
  return { objects, ties, others };
}

function objectOf([
  ,
  place,
  via,
  kind,
  id,
  owner,
  label,
  within,
  granted,
  last = '',
]: readonly string[]): Draft {
  return {
    place: place === '' ? null : Number(place),
    via: via === '' ? null : (via as Key),
    within: idsOf(within),
    inherits: kind === 'resource' && last === 'true',
    on: kind === 'post' && last !== '' ? (last as ObjectId) : null,
    facts: {
      kind: kind as ObjectKind,
      id: id as ObjectId,
      owner: owner as ActorId,
      label: label as Label,
      ownerSuspensions: [],
      ownerLockdowns: [],
      grants: granted === '' ? [] : (JSON.parse(granted ?? '') as PackedGrant[]).map(unpackGrant),
      within: [],
      ...particulars(kind as ObjectKind, id ?? '', last),
    },
  };
}

/** What policies ask of a thing besides: since when it is there, and how it is shown. What every actor has is of no age. */
function particulars(
  kind: ObjectKind,
  id: string,
  last: string,
): Pick<ObjectFacts, 'attribute' | 'conversation' | 'since'> {
  if (KINDS_OF_ACTORS.includes(kind)) return {};
  const shown = kind === 'attribute' || kind === 'message' ? last.split(',') : [];
  const [origin = '', attribute = '', at = ''] = shown;
  const since = kind === 'attribute' ? (at === '' ? undefined : Number(at)) : bornAt(id);
  return {
    ...(origin === '' ? {} : { conversation: origin as ConversationOrigin }),
    ...(attribute === '' ? {} : { attribute: attribute as AttributeKind }),
    ...(since === undefined ? {} : { since }),
  };
}

function addTies(ties: Map<ActorId, Map<Key, Interval[]>>, fields: readonly string[]): void {
  const key = fields[1] as Key;
  for (let at = 2; at + 2 < fields.length; at += 3) {
    append(setsOf(ties, fields[at] as ActorId), key, intervalOf(fields[at + 1], fields[at + 2]));
  }
}

const intervalOf = (from: string | undefined, until: string | undefined): Interval => ({
  from: Number(from),
  until: until === '' ? FOREVER : Number(until),
});

const lockdownOf = ([, , from, until, days, strangers]: readonly string[]): Lockdown => ({
  ...intervalOf(from, until),
  newerThanDays: days === '' ? null : Number(days),
  strangers: strangers === 'true',
});

function setsOf(ties: Map<ActorId, Map<Key, Interval[]>>, member: ActorId): Map<Key, Interval[]> {
  let sets = ties.get(member);
  if (sets === undefined) {
    sets = new Map();
    ties.set(member, sets);
  }
  return sets;
}

/** PostgreSQL's text of an array of ids. */
function idsOf(text: string | undefined): readonly ObjectId[] {
  if (text === undefined || text === '' || text === '{}') return [];
  return text.slice(1, -1).split(',') as ObjectId[];
}

const oldestFirst = (one: Grant, other: Grant): number =>
  one.from - other.from || (one.id < other.id ? -1 : 1);

/** The viewer's ties with more of them; what is loaded of a set replaces what was known of it. */
export function withTies(
  known: ReadonlyMap<Key, readonly Interval[]>,
  more: ReadonlyMap<Key, readonly Interval[]> | undefined,
): ReadonlyMap<Key, readonly Interval[]> {
  return more === undefined ? known : new Map([...known, ...more]);
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
