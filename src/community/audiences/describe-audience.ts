import { sql } from 'kysely';
import { type Audience, atomOf, type Key, keysOf } from '../../privacy/audience.ts';
import type { ActorId, BusinessFunction, CircleId, Discipline, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { unblocked } from '../actors/unblocked.ts';

/** Says a set in a few words that fit after "for": `your circle Friends`. */
export type KeyNamer = (key: Key) => string;

/**
 * Words for the sets that the viewer's own audiences name. Actors that the viewer may no longer see have no name here.
 * Two round trips, side by side, however many sets.
 */
export async function loadKeyNames(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  keys: Iterable<Key>,
  at: Instant,
): Promise<KeyNamer> {
  const actors = new Set<ActorId>();
  const circles = new Set<CircleId>();
  for (const key of keys) {
    const atom = atomOf(key);
    if (atom.kind === 'circle') circles.add(atom.circle);
    if (atom.kind === 'persona') actors.add(atom.persona);
    if (atom.kind === 'space') actors.add(atom.space);
    if (atom.kind === 'staff' || atom.kind === 'experts') actors.add(atom.organisation);
    if (atom.kind === 'introduced') actors.add(atom.by);
  }
  const [names, seen] = await Promise.all([
    namesOf(deps, viewer, [...actors], [...circles]),
    seenActors(deps, unblocked(viewer), actors, at),
  ]);
  return (key) => nameOf(key, viewer, names, seen);
}

interface Names {
  readonly network: string;
  readonly of: ReadonlyMap<string, { readonly title: string; readonly handle: string }>;
}

async function namesOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  actors: readonly ActorId[],
  circles: readonly CircleId[],
): Promise<Names> {
  const { rows } = await sql<{
    what: 'network' | 'circle' | 'actor';
    id: string;
    title: string;
    handle: string;
  }>`
    select 'network' as what, n.id, n.title, '' as handle from community.network n where n.id = ${viewer.network}
    union all select 'circle', c.id, c.title, '' from community.circle c where c.network_id = ${viewer.network}
      and c.owner_id = ${viewer.actor?.id ?? null}::uuid and c.id = any(${circles}::uuid[])
    union all select 'actor', a.id, a.display_name, a.handle from community.actor a
      where a.network_id = ${viewer.network} and a.id = any(${actors}::uuid[])`.execute(store.community);
  return {
    network: rows.find((row) => row.what === 'network')?.title ?? 'this network',
    of: new Map(rows.map((row) => [row.id, row])),
  };
}

const DISCIPLINE_WORDS: Readonly<Record<Discipline, string>> = {
  'human-resources': 'human resources',
  legal: 'legal',
  it: 'IT',
  communications: 'communications',
  finance: 'finance',
  compliance: 'compliance',
  risk: 'risk',
  marketing: 'marketing',
  'customer-service': 'customer service',
};

const FUNCTION_WORDS: Readonly<Record<BusinessFunction, string>> = {
  marketing: 'marketing',
  sales: 'sales',
  'customer-service': 'customer service',
  support: 'support',
  'human-resources': 'human resources',
  communications: 'communications',
};

function nameOf(key: Key, viewer: Viewer, names: Names, seen: ReadonlySet<ActorId>): string {
  const atom = atomOf(key);
  const title = (id: ActorId): string | undefined => (seen.has(id) ? names.of.get(id)?.title : undefined);
  switch (atom.kind) {
    case 'everyone':
      return 'everyone, with or without an account';
    case 'signed-in':
      return 'everyone who is signed in';
    case 'nobody':
      return 'nobody but you';
    case 'network':
      return `the members of ${names.network}`;
    case 'connections':
      return 'your connections';
    case 'followers':
      return 'your followers';
    case 'circle':
      return `your circle ${names.of.get(atom.circle)?.title ?? 'that is gone'}`;
    case 'persona':
      if (atom.persona === viewer.actor?.id) return 'yourself';
      return seen.has(atom.persona)
        ? `@${names.of.get(atom.persona)?.handle}`
        : 'somebody you can no longer see';
    case 'conversation':
      return 'those in a conversation with you';
    case 'space': {
      const named = title(atom.space);
      return named === undefined ? 'a space you can no longer see' : `the members of the space ${named}`;
    }
    case 'introduced':
      return `whoever was introduced to you by ${title(atom.by) ?? 'somebody you can no longer see'}`;
    case 'staff': {
      const named = title(atom.organisation) ?? 'an organisation you can no longer see';
      return atom.in === undefined
        ? `the staff of ${named}`
        : `the ${FUNCTION_WORDS[atom.in]} staff of ${named}`;
    }
    case 'experts': {
      const named = title(atom.organisation) ?? 'an organisation you can no longer see';
      return `the ${DISCIPLINE_WORDS[atom.in]} experts of ${named}`;
    }
  }
}

/** `a, b and c`. */
export function listed(parts: readonly string[], last = 'and'): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** The audience in words that fit after "for": `your connections and your circle Friends, but not @bob`. */
export function audienceText({ any, except }: Audience, name: KeyNamer): string {
  if (any.length === 0) return 'nobody but you';
  const terms = any.map(([first, ...others]) => {
    const head = first === undefined ? 'nobody' : name(first);
    return others.length === 0 ? head : `those of ${head} who are also among ${listed(others.map(name))}`;
  });
  const who = any.some((term) => term.length > 1) ? terms.join('; and ') : listed(terms);
  return except.length === 0 ? who : `${who}, but not ${listed(except.map(name), 'or')}`;
}

/** Texts of several audiences of the viewer's own, in their order; two round trips for all. */
export async function describeAudiences(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  audiences: readonly Audience[],
  at: Instant,
): Promise<string[]> {
  const name = await loadKeyNames(deps, viewer, audiences.flatMap(keysOf), at);
  return audiences.map((one) => audienceText(one, name));
}
