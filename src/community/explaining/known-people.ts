import { atomOf, type Key, NETWORK } from '../../privacy/audience.ts';
import { type ViewerFacts, viewerFacts } from '../../privacy/facts.ts';
import { type ActorId, type ActorKind, FOREVER, type Instant, type Interval } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Roster } from '../../store/presences/roster.ts';
import {
  loadReverseFacts,
  type Reverse,
  type ReverseFacts,
  type TieGroup,
} from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { knownToAsker } from './known-to-asker.ts';
import { mark, People } from './people.ts';

const ALWAYS: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }];

/**
 * Members of the network of whom the asker may know, each with what the asker may know of them. Whom they block is not
 * among it, so that whoever blocked the asker is there as if they hadn't; whoever is hidden or suspended isn't there.
 */
export interface KnownPeople {
  /** Personas, those together of whom the same is known: one decision serves for all of a class. */
  readonly classes: readonly KnownClass[];
  /** All of some classes. */
  of(classes: readonly KnownClass[]): People;
  /** What is known of a persona, or of an actor of another kind. */
  facts(id: ActorId, kind?: ActorKind): ViewerFacts;
  /** Whether the asker may know of the actor, of whom the question was; also of one whom they block. */
  knows(id: ActorId): boolean;
}

interface KnownClass {
  /** Of the first of them; the others differ in nothing but their id, of which no audience speaks. */
  readonly facts: ViewerFacts;
  readonly size: number;
  /** By their numbers in the roster, or 1 at the place of each. */
  readonly numbers: readonly number[] | Uint8Array;
}

/**
 * Loads whom the asker may know, with their ties in the given sets: two questions at once. Looking back, of those whom
 * they could know then they are told of those alone whom they may know now.
 * @param now where `at` is earlier
 */
export async function loadKnownPeople(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: Pick<Reverse, 'keys' | 'among' | 'since'>,
  at: Instant,
  now: Instant = at,
): Promise<KnownPeople> {
  const asker = viewer.actor?.id;
  if (asker === undefined) throw new Error('a visitor owns nothing to ask about');
  const { network } = viewer;
  const [roster, reverse] = await Promise.all([
    at === now ? deps.store.presences.at(network, at) : deps.store.presences.before(network, at),
    loadReverseFacts(deps.store, { network, asker, ...asked }, at),
  ]);
  const candidates = candidatesOf(asked.among, roster, reverse.ties, at);
  const known = await knownToAsker(deps, viewer, asker, { roster, candidates }, reverse, at);
  const isHiddenNow = at === now ? () => false : await hiddenNow(deps, viewer, asker, { roster, known }, now);
  for (let number = 0; number < known.length; number++) if (isHiddenNow(number)) known[number] = 0;
  const { blocked } = reverse;
  const personas = known.slice();
  for (const id of blocked) personas[roster.numberOf(id) ?? -1] = 0;
  const groupsOf = groupsByMember(reverse.ties);
  // How many connections two have in common isn't told: an upper bound takes it for enough.
  const mutual = new Map([[asker, Number.POSITIVE_INFINITY]]);
  const blocks = new Map([[asker, ALWAYS]]);
  const facts = (id: ActorId, kind: ActorKind = 'persona'): ViewerFacts => {
    const ties = tiesOf(reverse.ties, groupsOf.get(id) ?? []);
    const number = roster.numberOf(id);
    if (number !== undefined && roster.isMember(number)) ties.set(NETWORK, membership(reverse, id));
    const acquainted = new Set(reverse.acquainted.has(id) ? [asker] : []);
    return viewerFacts({ id, kind }, { ties, mutual, acquainted, ...(blocked.has(id) ? { blocks } : {}) });
  };
  const classes = classesOf(personas, roster, particulars(asked.keys, groupsOf, reverse));
  return {
    classes: classes.map(({ numbers, size, first }) => ({ numbers, size, facts: facts(first) })),
    of: (some) => {
      const marks = new Uint8Array(roster.length);
      for (const { numbers } of some) {
        if (numbers instanceof Uint8Array) mark(marks, numbers);
        else for (const number of numbers) marks[number] = 1;
      }
      return new People(roster, marks);
    },
    knows: (id) =>
      known[roster.numberOf(id) ?? -1] === 1 || (blocked.has(id) && !isHiddenNow(roster.numberOf(id) ?? -1)),
    facts,
  };
}

/** Tells by their numbers in a roster of before which of those who could be known then may not be known now. */
async function hiddenNow(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asker: ActorId,
  { roster, known }: { readonly roster: Roster; readonly known: Uint8Array },
  now: Instant,
): Promise<(number: number) => boolean> {
  const ids = roster.ids.filter((_, number) => known[number] === 1);
  const { network } = viewer;
  const [present, reverse] = await Promise.all([
    deps.store.presences.at(network, now),
    loadReverseFacts(deps.store, { network, asker, keys: [], among: { keys: [], ids: [] }, since: now }, now),
  ]);
  const candidates = ids.flatMap((id) => present.numberOf(id) ?? []);
  const still = await knownToAsker(deps, viewer, asker, { roster: present, candidates }, reverse, now);
  return (number) => still[present.numberOf(roster.ids[number] as ActorId) ?? -1] !== 1;
}

/** Those of whom the question is, by their numbers. */
function candidatesOf(
  among: Reverse['among'],
  roster: Roster,
  ties: readonly TieGroup[],
  at: Instant,
): Iterable<number> {
  if (among === 'network') return roster.ids.keys();
  const keys = new Set(among.keys);
  const live = ties.filter(
    ({ key, interval }) => keys.has(key) && interval.from <= at && at < interval.until,
  );
  const ids = new Set([...among.ids, ...live.flatMap(({ people }) => people)]);
  return [...ids].flatMap((id) => roster.numberOf(id) ?? []);
}

interface Alike extends Pick<KnownClass, 'numbers' | 'size'> {
  readonly first: ActorId;
}

/** Those together of whom the same is known. Most are plain members, of whom nothing particular is. */
function classesOf(personas: Uint8Array, roster: Roster, particular: ReadonlyMap<ActorId, string>): Alike[] {
  const classes = new Map<string, number[]>();
  const plain = personas.slice();
  for (const [id, name] of particular) {
    const number = roster.numberOf(id) ?? -1;
    if (personas[number] !== 1 || roster.isOther(number)) continue;
    plain[number] = 0;
    const known = classes.get(name);
    if (known === undefined) classes.set(name, [number]);
    else known.push(number);
  }
  let [size, first] = [0, -1];
  for (let number = 0; number < plain.length; number++) {
    if (plain[number] !== 1) continue;
    if (roster.isOther(number)) plain[number] = 0;
    else {
      size++;
      if (first < 0) first = number;
    }
  }
  const idOf = (number = -1): ActorId => roster.ids[number] as ActorId;
  const alike = [...classes.values()].map((numbers) => ({
    numbers,
    size: numbers.length,
    first: idOf(numbers[0]),
  }));
  return size === 0 ? alike : [{ numbers: plain, size, first: idOf(first) }, ...alike];
}

/** Since when, counts in a lockdown of the asker's alone. */
const membership = ({ since }: ReverseFacts, id: ActorId): readonly Interval[] => {
  const from = since.get(id);
  return from === undefined ? ALWAYS : [{ from, until: FOREVER }];
};

/** By number, the groups in which each member is. */
function groupsByMember(groups: readonly TieGroup[]): ReadonlyMap<ActorId, readonly number[]> {
  const found = new Map<ActorId, number[]>();
  for (const [n, { people }] of groups.entries()) {
    for (const id of people) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [n]);
      else known.push(n);
    }
  }
  return found;
}

function tiesOf(groups: readonly TieGroup[], numbers: readonly number[]): Map<Key, readonly Interval[]> {
  const ties = new Map<Key, readonly Interval[]>();
  for (const n of numbers) {
    const group = groups[n];
    if (group !== undefined) ties.set(group.key, [...(ties.get(group.key) ?? []), group.interval]);
  }
  return ties;
}

/** Names the classes of those of whom something particular is known: whoever an audience names is alone in theirs. */
function particulars(
  keys: readonly Key[],
  groupsOf: ReadonlyMap<ActorId, readonly number[]>,
  { since, acquainted }: ReverseFacts,
): ReadonlyMap<ActorId, string> {
  const names = new Map<ActorId, string>();
  for (const id of [...groupsOf.keys(), ...since.keys(), ...acquainted]) {
    if (names.has(id)) continue;
    names.set(id, `${groupsOf.get(id)?.join() ?? ''} ${since.get(id) ?? ''} ${acquainted.has(id)}`);
  }
  for (const key of keys) {
    const atom = atomOf(key);
    if (atom.kind === 'persona') names.set(atom.persona, atom.persona);
  }
  return names;
}
