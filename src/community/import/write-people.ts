import type { Kysely } from 'kysely';
import {
  circleKey,
  connectionsKey,
  followersKey,
  type Key,
  NETWORK,
  spaceKey,
} from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { noteToScore } from '../../store/post-scores.ts';
import { notePresences } from '../../store/presences/note.ts';
import type { Database } from '../../store/schema.ts';
import { allowanceGrants, attributeGrants, presenceGrants } from './imported-grants.ts';
import { idIn, type Named } from './names.ts';
import type { ImportCounts, ImportedPeople, ImportOutcome, ImportProgress } from './people.ts';
import { addCircles, addPersonas } from './write-actors.ts';
import { addGrants } from './write-grants.ts';
import { addPosts } from './write-posts.ts';
import { addTies, type Membership } from './write-ties.ts';

/** Writes the lot, telling how far it is. */
export async function writePeople(
  trx: Kysely<Database>,
  network: NetworkId,
  people: ImportedPeople,
  { personas, circles }: Named,
  at: Instant,
  progress: ImportProgress,
): Promise<ImportOutcome> {
  const all = [...personas.values()];
  const presences = all.flatMap(({ id }) => presenceGrants(network, id));
  const attributes = all.flatMap((person) => attributeGrants(network, person, at));
  const allowances = all.flatMap((person) => allowanceGrants(network, person));
  const posts = all.flatMap(({ id, posts = [] }) => posts.map((post) => ({ ...post, author: id })));
  const speakers = new Map(
    posts.flatMap(({ space, author }) =>
      space === undefined ? [] : [[`${space} ${author}`, { space, author }]],
    ),
  );
  const idOf = idIn(personas);
  const both = people.connections.map(([one, other]) => [idOf(one), idOf(other)] as const);
  const ties = (keyOf: (of: ActorId) => Key): Membership[] =>
    both.flatMap(([one, other]): Membership[] => [
      [keyOf(one), other],
      [keyOf(other), one],
    ]);
  const memberships = circles.flatMap(({ id, members }) =>
    members.map((member): Membership => [circleKey(id), member]),
  );
  const { advance } = progress;
  const add = (members: readonly Membership[]) => addTies(trx, network, members, at, advance);

  progress.step('personas', 2 * all.length + presences.length);
  const newPersonas = await addPersonas(trx, network, all, at);
  advance(all.length);
  await add(all.map(({ id }): Membership => [NETWORK, id]));
  await addGrants(trx, network, presences, at, advance);
  await notePresences(
    trx,
    network,
    all.map(({ id }) => id),
    at,
  );
  progress.step('connections', 4 * both.length);
  const newConnections = await add(ties(connectionsKey));
  await add(ties(followersKey));
  progress.step('circles', circles.length + memberships.length);
  const newCircles = await addCircles(trx, network, circles, at);
  advance(circles.length);
  const newMemberships = await add(memberships);
  progress.step('attributes', attributes.length);
  const newAttributes = await addGrants(trx, network, attributes, at, advance);
  progress.step('what they allow', allowances.length);
  await addGrants(trx, network, allowances, at, advance);
  progress.step('posts', speakers.size + posts.length);
  await add([...speakers.values()].map(({ space, author }): Membership => [spaceKey(space), author]));
  const newPosts = await addPosts(trx, network, posts, advance);
  const listened = allowances.filter(({ object }) => object.kind === 'posts').map(({ id }) => id);
  await noteToScore(trx, network, listened);

  const counts = (
    personas: number,
    ties: number,
    circles: number,
    memberships: number,
    attributes: number,
    posts: number,
  ) => ({ personas, connections: ties / 2, circles, memberships, attributes, posts }) satisfies ImportCounts;
  return {
    added: counts(newPersonas, newConnections, newCircles, newMemberships, newAttributes, newPosts),
    present: counts(
      all.length,
      2 * both.length,
      circles.length,
      memberships.length,
      attributes.length,
      posts.length,
    ),
  };
}
