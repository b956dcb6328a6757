import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { publishPost } from '../../src/community/posts/publish.ts';
import { uuidV7 } from '../../src/core/ids.ts';
import type { ActorId, ObjectId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { openFiles } from '../../src/store/files.ts';
import { LOOKS_PER_HOUR } from '../../src/store/looks.ts';
import { testClock } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { freshFilesFolder } from '../support/files-folder.ts';
import { egoFolder, noEgoData } from '../support/shared-data.ts';
import { decided, everybodyDecided, listed, loadPosts, reverseListed, viewerOn } from './forms.ts';
import { mixedPosts, seeded } from './mixed-posts.ts';
import { type EgoNetwork, importEgo, importedAt, readNetwork } from './network.ts';

const at = importedAt + 60_000;
const later = at + 60_000;

describe('ten real ego networks', { skip: noEgoData }, () => {
  let store: Store;
  let ego: EgoNetwork;

  before(async () => {
    ({ store } = await freshDatabase());
    const { added, present } = await importEgo(store);
    assert.deepEqual(added, present);
    ego = await readNetwork(store);
  });

  const count = async (query: ReturnType<typeof sql<{ count: number }>>): Promise<number | undefined> =>
    (await query.execute(store.community)).rows[0]?.count;

  it('lets all but one in a thousand look at every friend within an hour', async () => {
    const { rows } = await sql<{ friends: number }>`select count(*) as friends from community.tie
      where set_key like 'connections:%' group by set_key`.execute(store.community);
    const within = rows.filter(({ friends }) => friends <= LOOKS_PER_HOUR).length;
    assert.ok(rows.length > 4000 && within / rows.length >= 0.999, `${within} of ${rows.length}`);
  });

  it('has 4,039 personas, 88,234 connections and 193 circles', async () => {
    assert.equal(ego.personas.length, 4039);
    const connections = await count(sql`select count(*) from (
      select distinct least(member_id, split_part(set_key, ':', 2)::uuid), greatest(member_id, split_part(set_key, ':', 2)::uuid)
      from community.tie where set_key like 'connections:%') pair`);
    assert.equal(connections, 88_234);
    assert.equal(
      await count(sql`select count(*) from community.tie where set_key like 'connections:%'`),
      2 * 88_234,
    );
    assert.equal(ego.circles.length, 193);
    assert.equal(new Set(ego.circles.map(({ owner }) => owner)).size, 10);
  });

  it("has in each circle its line's people, all of them its owner's connections", async () => {
    const lines = globSync('*.circles', { cwd: egoFolder }).flatMap((file) =>
      readFileSync(join(egoFolder, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [basename(file, '.circles'), line.split('\t').slice(1)] as const),
    );
    const { rows } = await sql<{
      id: ActorId;
      handle: string;
    }>`select id, handle from community.actor`.execute(store.community);
    const handles = new Map(rows.map(({ id, handle }) => [id, handle.replace('person', '')]));
    const named = (of: readonly (readonly [string, readonly string[]])[]) =>
      of.map(([owner, members]) => `${owner}: ${[...members].sort().join()}`).sort();
    const circles = ego.circles.map(
      ({ owner, members }) => [handles.get(owner) ?? '', members.map((id) => handles.get(id) ?? '')] as const,
    );
    assert.deepEqual(named(circles), named(lines));
    const strangers = await count(sql`select count(*) from community.tie c
      join community.circle o on 'circle:' || o.id = c.set_key
      where not exists (select from community.tie f where f.member_id = c.member_id and f.set_key = 'connections:' || o.owner_id)`);
    assert.equal(strangers, 0);
  });

  it('has a copy of every attribute that the files give, for connections', async () => {
    const given = new Set<string>();
    for (const file of globSync('*.featnames', { cwd: egoFolder })) {
      const n = basename(file, '.featnames');
      const read = (kind: string) =>
        readFileSync(join(egoFolder, `${n}.${kind}`), 'utf8')
          .trim()
          .split('\n');
      const names = read('featnames').map((line) => line.replace(/^\d+ /, ''));
      const people = [...read('feat'), `${n} ${read('egofeat')[0]}`].map((line) => line.trim().split(' '));
      for (const [person, ...flags] of people) {
        for (const [i, flag] of flags.entries()) if (flag === '1') given.add(`${person} ${names[i]}`);
      }
    }
    assert.equal(await count(sql`select count(*) from community.disclosure`), given.size);
    const open = await count(sql`select count(*) from community.disclosure d
      join community."grant" g on g.network_id = d.network_id and g.object_id = d.id
      join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
      where a.terms = jsonb_build_array(jsonb_build_array('connections:' || d.actor_id))`);
    assert.equal(open, given.size);
  });

  it('changes nothing when it is imported again', async () => {
    const tables = [
      'network',
      'actor',
      'tie',
      'circle',
      '"grant"',
      'audience',
      'audience_term',
      'disclosure',
    ];
    const digests = () =>
      Promise.all(
        tables.map(
          async (table) =>
            (
              await sql<{
                digest: string;
              }>`select count(*) || ' ' || bit_xor(hashtextextended(t::text, 0)) as digest
                from ${sql.raw(`community.${table}`)} t`.execute(store.community)
            ).rows[0]?.digest,
        ),
      );
    const before = await digests();
    const { added } = await importEgo(store, importedAt + 1000);
    assert.deepEqual(new Set(Object.values(added)), new Set([0]));
    assert.deepEqual(await digests(), before);
  });

  it('shows a post to each of the 193 circles to exactly its members', async () => {
    const files = openFiles(freshFilesFolder(), randomBytes);
    const deps = { store, ids: uuidV7(testClock(at)), files, masterKey: Buffer.alloc(32) };
    const posts = new Map<ObjectId, ReadonlySet<ActorId>>();
    const owners = new Map<ObjectId, ActorId>();
    for (const { id, owner, members } of ego.circles) {
      const viewer = await viewerOn(store, ego.network, owner);
      const draft = {
        text: 'for a circle',
        spoiler: '',
        sensitive: false,
        language: null,
        label: 'public',
        replyTo: null,
        quote: null,
        space: null,
        visibility: null,
        audience: { kind: 'circle', circle: id },
        reshare: null,
        media: [],
      } as const;
      const published = await publishPost(deps, viewer, draft, null, at);
      assert.ok(published.ok);
      posts.set(published.value, new Set([owner, ...members]));
      owners.set(published.value, owner);
    }

    const anybody = await viewerOn(store, ego.network, ego.personas[0] as ActorId);
    const objects = (await loadPosts(store, anybody, [...posts.keys()], at)).map(({ facts }) => facts.object);
    assert.equal(objects.length, 193);
    const byCore = await everybodyDecided(
      store,
      anybody.networkFacts,
      ego.network,
      objects,
      ego.personas,
      at,
    );
    const { rows } = await sql<{ post_id: ObjectId; owner_id: ActorId }>`
      select post_id, owner_id from community.inbox`.execute(store.community);
    const inboxes = Map.groupBy(rows, ({ post_id }) => post_id);
    for (const object of objects) {
      const expected = [...(posts.get(object.id) ?? [])].sort();
      assert.deepEqual([...(byCore.get(object.id) ?? [])].sort(), expected, 'by the core');
      const bySql = await reverseListed(store, anybody, object, ego.personas, at);
      assert.deepEqual([...bySql].sort(), expected, 'by the reverse list');
      const pointers = (inboxes.get(object.id) ?? []).map(({ owner_id }) => owner_id);
      assert.deepEqual(pointers.sort(), expected, 'in the inboxes');
    }
  });

  it('decides 100,000 pairs alike in the three forms of the rule', async () => {
    const posts = await mixedPosts(store, ego, 500, at);
    const random = seeded(193);
    const members = ego.circles.flatMap((circle) => [circle.owner, ...circle.members]);
    const viewers = new Set<ActorId>();
    while (viewers.size < 200) {
      const from = viewers.size % 4 === 0 ? ego.personas : members;
      viewers.add(from[Math.floor(random() * from.length)] as ActorId);
    }
    const anybody = await viewerOn(store, ego.network, ego.personas[0] as ActorId);
    const objects = (await loadPosts(store, anybody, posts, later)).map(({ facts }) => facts.object);

    const pair = (viewer: ActorId, post: ObjectId) => `${viewer} ${post}`;
    const decidedPairs = new Set<string>();
    const listedPairs = new Set<string>();
    for (const id of viewers) {
      const viewer = await viewerOn(store, ego.network, id);
      for (const post of await decided(store, viewer, posts, later)) decidedPairs.add(pair(id, post));
      for (const post of await listed(store, viewer, posts, later)) listedPairs.add(pair(id, post));
    }
    const reversePairs = new Set<string>();
    for (const object of objects) {
      const reached = await reverseListed(store, anybody, object, [...viewers], later);
      for (const viewer of reached) reversePairs.add(pair(viewer, object.id));
    }
    assert.equal(objects.length * viewers.size, 100_000);
    assert.deepEqual([...listedPairs.symmetricDifference(decidedPairs)], [], 'the list and the core');
    assert.deepEqual(
      [...reversePairs.symmetricDifference(decidedPairs)],
      [],
      'the reverse list and the core',
    );
    const share = decidedPairs.size / 100_000;
    assert.ok(share > 0.1 && share < 0.9, `one way alone: ${share} were allowed`);
  });
});
