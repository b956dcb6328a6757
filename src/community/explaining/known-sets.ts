import { sql } from 'kysely';
import { type Audience, atomOf, type Key, spaceKey } from '../../privacy/audience.ts';
import type { ActorId, CircleId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** The sets of which the asker may know who is in them, and the others, which are named and never counted. */
export interface KnownSets {
  readonly known: readonly Key[];
  readonly unknown: ReadonlySet<Key>;
}

/**
 * Sorts sets into those that the asker may look into and the others. One may look into one's own circles, connections
 * and followers; the network, as far as its members show themselves; the spaces that one is in; and, as the network's
 * administrator, who keeps the lists, the staff of its organisations. Looking back, into what one could look into then
 * and can now.
 * @param now where `at` is earlier
 */
export async function knownSets(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  keys: Iterable<Key>,
  at: Instant,
  now: Instant = at,
): Promise<KnownSets> {
  const sets = await knownSetsAt(deps, viewer, keys, at);
  if (at === now) return sets;
  const { unknown } = await knownSetsAt(deps, viewer, sets.known, now);
  return {
    known: sets.known.filter((key) => !unknown.has(key)),
    unknown: new Set([...sets.unknown, ...unknown]),
  };
}

async function knownSetsAt(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  keys: Iterable<Key>,
  at: Instant,
): Promise<KnownSets> {
  const all = [...new Set(keys)];
  const atoms = all.map(atomOf);
  const circles = atoms.flatMap((atom) => (atom.kind === 'circle' ? [atom.circle] : []));
  const spaces = atoms.flatMap((atom) => (atom.kind === 'space' ? [atom.space] : []));
  const asksStaff = atoms.some((atom) => atom.kind === 'staff');
  const open = await openSets(store, viewer, circles, spaces, asksStaff, at);
  const isKnown = (key: Key): boolean => {
    const atom = atomOf(key);
    switch (atom.kind) {
      case 'circle':
        return open.circles.has(atom.circle);
      case 'space':
        return open.sets.has(spaceKey(atom.space));
      case 'staff':
      case 'experts':
        return open.administrator;
      case 'conversation':
        return false;
      case 'introduced':
        // Whoever was introduced may never ask.
        return false;
      case 'connections':
      case 'followers':
        return atom.of === viewer.actor?.id;
      default:
        return true;
    }
  };
  return {
    known: all.filter(isKnown),
    unknown: new Set(all.filter((key) => !isKnown(key))),
  };
}

interface OpenSets {
  readonly circles: ReadonlySet<CircleId>;
  readonly sets: ReadonlySet<Key>;
  readonly administrator: boolean;
}

async function openSets(
  store: Deps['store'],
  { network, actor }: Viewer,
  circles: readonly CircleId[],
  spaces: readonly ActorId[],
  asksStaff: boolean,
  at: Instant,
): Promise<OpenSets> {
  if (circles.length + spaces.length === 0 && !asksStaff) {
    return { circles: new Set(), sets: new Set(), administrator: false };
  }
  const me = sql`${actor?.id ?? null}::uuid`;
  const now = instantValue(at);
  const { rows } = await sql<{ circles: CircleId[]; sets: Key[]; administrator: boolean }>`select
    array(select c.id::text from community.circle c where c.network_id = ${network} and c.owner_id = ${me}
      and c.id = any(${[...circles]}::uuid[])) as circles,
    array(select t.set_key from community.tie t where t.network_id = ${network} and t.member_id = ${me}
      and t.set_key = any(${spaces.map(spaceKey)}::text[]) and t.valid_from <= ${now} and t.valid_until > ${now}) as sets,
    exists (select 1 from community.network_role r where r.network_id = ${network} and r.actor_id = ${me}
      and r.role = 'administrator' and r.valid_from <= ${now} and r.valid_until > ${now}) as administrator`.execute(
    store.community,
  );
  const row = rows[0];
  return {
    circles: new Set(row?.circles),
    sets: new Set(row?.sets),
    administrator: row?.administrator ?? false,
  };
}

/** A term that can't be counted, or sets that are kept out and can't be looked into. */
export interface Uncounted {
  readonly kind: 'term' | 'exclusion';
  /** The sets that may not be looked into. */
  readonly unknown: readonly Key[];
  readonly keys: readonly Key[];
}

/** What of the audiences the asker can't be told in numbers: whole terms, and exclusions. */
export function uncounted(audiences: readonly Audience[], unknown: ReadonlySet<Key>): Uncounted[] {
  const found = new Map<string, Uncounted>();
  for (const audience of audiences) {
    for (const keys of audience.any) {
      const hidden = keys.filter((key) => unknown.has(key));
      if (hidden.length > 0) found.set(keys.join(), { kind: 'term', unknown: hidden, keys });
    }
    for (const key of audience.except) {
      if (unknown.has(key)) found.set(`- ${key}`, { kind: 'exclusion', unknown: [key], keys: [key] });
    }
  }
  return [...found.values()];
}
