import { decide, toRead } from '../../privacy/decide.ts';
import type { NetworkFacts, ObjectFacts } from '../../privacy/facts.ts';
import type { Grant } from '../../privacy/grant.ts';
import { type ActorId, FOREVER, type GrantId, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { PresenceGroup, Roster } from '../../store/presences/roster.ts';
import type { ReverseFacts } from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { unblocked } from '../actors/unblocked.ts';

/**
 * Which of the candidates the asker may see, by the core, or is tied to; as if nobody had blocked anybody. One decision
 * serves for all who show themselves by the same grant.
 * @param candidates numbers of the roster
 * @returns by number, 1 for those who are known
 */
export async function knownToAsker(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asker: ActorId,
  { roster, candidates }: { readonly roster: Roster; readonly candidates: Iterable<number> },
  { askerTies, tied }: ReverseFacts,
  at: Instant,
): Promise<Uint8Array> {
  const asking = unblocked(viewer);
  const facts = {
    viewer: { ...asking.facts, ties: new Map([...viewer.facts.ties, ...askerTies]) },
    network: viewer.networkFacts,
  };
  const shows = verdicts((group) => decide(toRead(at), { ...facts, object: presenceOf(group, at) }).allowed);
  const known = new Uint8Array(roster.length);
  const oneByOne: number[] = [];
  const bound = boundOwners(viewer.networkFacts);
  for (const number of candidates) {
    if (roster.isSuspended(number) || !roster.isMember(number)) continue;
    const groups = roster.groupsOf(number);
    if (bound.has(roster.ids[number] as ActorId) && !tied.has(roster.ids[number] as ActorId))
      oneByOne.push(number);
    else if (groups.some(shows) || tied.has(roster.ids[number] as ActorId)) known[number] = 1;
    else if (groups.some(isOneByOne)) oneByOne.push(number);
  }
  // The few who show themselves to whom they have connections in common with, or have policies of their own.
  const ids = oneByOne.map((number) => roster.ids[number] as ActorId);
  const seen = await seenActors(deps, asking, ids, at);
  for (const [n, id] of ids.entries()) if (seen.has(id)) known[oneByOne[n] as number] = 1;
  const self = roster.numberOf(asker);
  if (self !== undefined) known[self] = 0;
  return known;
}

const boundOwners = ({ policies }: NetworkFacts): ReadonlySet<ActorId> =>
  new Set(policies.flatMap(({ binds }) => binds ?? []));

/** How many connections two have in common isn't in the roster. */
const isOneByOne = ({ conditions }: PresenceGroup): boolean => 'mutual' in conditions;

/** The same verdict for a group however often it is asked. */
function verdicts(decided: (group: PresenceGroup) => boolean): (group: PresenceGroup) => boolean {
  const known: boolean[] = [];
  return (group) => {
    if (isOneByOne(group)) return false;
    known[group.number] ??= decided(group);
    return known[group.number] as boolean;
  };
}

/** The presence that the group's people have in common, as an object of nobody in particular. */
function presenceOf({ any, except, conditions, excludingSince }: PresenceGroup, at: Instant): ObjectFacts {
  const grant: Grant = {
    id: '' as GrantId,
    audience: { any, except },
    actions: ['see'],
    purpose: 'reading',
    conditions,
    from: at,
    excludingSince: excludingSince ?? at,
    until: FOREVER,
    reviewBy: FOREVER,
  };
  return {
    kind: 'presence',
    id: '' as ObjectId,
    owner: '' as ActorId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label: 'public',
    grants: [grant],
    within: [],
  };
}
