import { sql } from 'kysely';
import { uuidV7 } from '../../src/core/ids.ts';
import {
  type Atom,
  type Audience,
  audience,
  circleKey,
  connectionsKey,
  type Expression,
  followersKey,
} from '../../src/privacy/audience.ts';
import { NO_CONDITIONS } from '../../src/privacy/conditions.ts';
import { type ActorId, FOREVER, type GrantId, type Instant, type ObjectId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { give, withdraw } from '../../src/store/grants.ts';
import { tie, untie } from '../../src/store/ties.ts';
import { timestamp } from '../../src/store/time.ts';
import { testClock } from '../support/app.ts';
import type { EgoNetwork } from './network.ts';

/** Numbers from 0 up to 1 that are the same in every run (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Publishes posts under all sorts of audiences, a quarter of them answers to earlier ones, and lets time pass over
 * them: grants, circles and connections that ended, blocks, suspensions.
 * @returns ids of the posts
 */
export async function mixedPosts(
  { community }: Store,
  { network, personas, circles }: EgoNetwork,
  count: number,
  at: Instant,
): Promise<ObjectId[]> {
  const random = seeded(20_121_203);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const ids = uuidV7(testClock(at));
  const posts: { id: ObjectId; within: ObjectId[] }[] = [];

  for (let n = 0; n < count; n++) {
    const { id: circle, owner, members } = pick(circles);
    // Half of them by an ego, who has circles; the others by whoever is in one.
    const author = random() < 0.5 ? owner : (pick(members) ?? owner);
    const up = random() < 0.25 ? posts.at(-1 - Math.floor(random() * Math.min(posts.length, 20))) : undefined;
    const post = { id: ids.next('post') as ObjectId, within: up === undefined ? [] : [up.id, ...up.within] };
    posts.push(post);
    await community
      .insertInto('community.post')
      .values({
        network_id: network,
        id: post.id,
        author_id: author,
        text: 'words',
        spoiler: '',
        sensitive: false,
        language: null,
        label: random() < 0.9 ? 'public' : 'trade-secret',
        space_id: null,
        reply_to: up?.id ?? null,
        boost_of: null,
        listed: true,
        within: post.within,
        facts: '',
        granted_keys: [],
        created_at: timestamp(at),
      })
      .execute();
    await give(community, network, {
      id: ids.next('grant') as GrantId,
      owner: author,
      object: { kind: 'post', id: post.id },
      actions: ['see'],
      purpose: 'reading',
      audience: mixed(
        { circle, owner, author, persona: pick(members) ?? owner, other: pick(personas) },
        random,
      ),
      conditions: random() < 0.9 ? NO_CONDITIONS : { mutual: Math.floor(random() * 20) },
      from: at,
      until: random() < 0.9 ? FOREVER : at + 1,
      reviewBy: FOREVER,
    });
  }

  const ended = circles.filter(() => random() < 0.1);
  for (const { id, members } of ended)
    await untie(community, network, circleKey(id), members.slice(1), at + 2);
  for (let n = 0; n < 300; n++) {
    const { owner, members } = pick(circles);
    const member = pick(members) ?? owner;
    const of = pick([connectionsKey, followersKey]);
    await untie(community, network, of(owner), [member], at + 2);
    if (random() < 0.3) await tie(community, network, of(owner), [member], at + 4);
  }
  for (const post of posts) {
    if (random() < 0.05) await withdraw(community, network, { kind: 'post', id: post.id }, at + 3);
  }
  const blocks = Array.from(
    { length: 200 },
    () => [pick(circles).owner, pick(personas), random() < 0.8] as const,
  );
  await sql`
    insert into community.block (network_id, blocker_id, blocked_id, valid_from, valid_until)
    select ${network}, b.one, b.other, ${timestamp(at + 2)}, case when b.lasts then 'infinity' else ${timestamp(at + 3)} end::timestamptz
    from unnest(${blocks.map(([one]) => one)}::uuid[], ${blocks.map(([, other]) => other)}::uuid[],
      ${blocks.map(([, , lasts]) => lasts)}::boolean[]) as b (one, other, lasts)
    where b.one <> b.other on conflict do nothing`.execute(community);
  await sql`
    insert into community.suspension (network_id, actor_id, valid_from, valid_until)
    select distinct ${network}::uuid, s.actor, ${timestamp(at + 2)}::timestamptz, 'infinity'::timestamptz
    from unnest(${Array.from({ length: 40 }, () => pick(personas))}::uuid[]) as s (actor)`.execute(community);
  return posts.map(({ id }) => id);
}

interface Around {
  readonly circle: EgoNetwork['circles'][number]['id'];
  readonly owner: ActorId;
  readonly author: ActorId;
  readonly persona: ActorId;
  readonly other: ActorId;
}

function mixed({ circle, owner, author, persona, other }: Around, random: () => number): Audience {
  const atoms: Atom[] = [
    { kind: 'everyone' },
    { kind: 'signed-in' },
    { kind: 'network' },
    { kind: 'connections', of: author },
    { kind: 'connections', of: owner },
    { kind: 'followers', of: author },
    { kind: 'followers', of: other },
    { kind: 'circle', circle },
    { kind: 'persona', persona },
    { kind: 'persona', persona: other },
    { kind: 'nobody' },
  ];
  const any = (): Atom => atoms[Math.floor(random() * atoms.length)] as Atom;
  const form = random();
  const who: Expression =
    form < 0.5
      ? any()
      : form < 0.75
        ? { any: [any(), any(), any()] }
        : { all: [any(), { any: [any(), any()] }] };
  const except = random() < 0.3 ? [any(), any()].filter(({ kind }) => kind !== 'everyone') : [];
  return audience(who, except) ?? { any: [], except: [] };
}
