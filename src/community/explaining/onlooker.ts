import { type Key, NETWORK } from '../../privacy/audience.ts';
import { type ViewerFacts, viewerFacts } from '../../privacy/facts.ts';
import { OUTSIDER } from '../../privacy/outsider.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadProfiles } from '../actors/load-profiles.ts';
import { loadKeyNames } from '../audiences/describe-audience.ts';
import { keysOfThing, type OwnThing, sinceOf } from './counted.ts';
import { loadKnownPeople } from './known-people.ts';
import { knownSets } from './known-sets.ts';
import type { As } from './say-viewed.ts';

/** Through whose eyes: somebody without an account, a member whom one doesn't know, or a persona. */
export type Eyes = 'public' | 'stranger' | ActorId;

/** Somebody who looks at the asker's page, as far as the asker may know them. */
export interface Onlooker {
  readonly as: As;
  readonly facts: ViewerFacts;
  readonly unknown: ReadonlySet<Key>;
  readonly name: (key: Key) => string;
}

/**
 * What is known of whoever looks; null where they are absent to the asker.
 * @param now where `at` is earlier
 */
export async function loadOnlooker(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  as: Eyes,
  things: readonly OwnThing[],
  at: Instant,
  now: Instant = at,
): Promise<Onlooker | null> {
  const keys = things.flatMap((thing) => keysOfThing(thing, viewer.networkFacts));
  const [sets, name] = await Promise.all([
    knownSets(deps, viewer, keys, at, now),
    loadKeyNames(
      deps,
      viewer,
      keys.filter((key) => key !== NETWORK),
      now,
    ),
  ]);
  const none: ReadonlySet<Key> = new Set();
  if (as === 'public') return { as: { kind: 'public' }, facts: viewerFacts(null), unknown: none, name };
  if (as === 'stranger') return { as: { kind: 'stranger' }, facts: OUTSIDER, unknown: none, name };
  if (as === viewer.actor?.id) return { as: { kind: 'self' }, facts: viewer.facts, unknown: none, name };
  const since = things.reduce((earliest, thing) => Math.min(earliest, sinceOf(thing.object, at)), at);
  const among = { keys: [], ids: [as] };
  const [people, profiles] = await Promise.all([
    loadKnownPeople(deps, viewer, { keys: sets.known, among, since }, at, now),
    loadProfiles(deps, viewer, [as]),
  ]);
  const profile = profiles.get(as);
  if (profile === undefined || profile.kind === 'group' || !people.knows(as)) return null;
  const facts = people.facts(as, profile.kind);
  return { as: { kind: 'persona', handle: profile.handle }, facts, unknown: sets.unknown, name };
}
