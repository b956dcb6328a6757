import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { appendBeat, BLOCK } from '../../src/ledger/log/append.ts';
import { LedgerStopped } from '../../src/ledger/log/ledger-stopped.ts';
import { hashesOf, tilesOf } from '../../src/ledger/log/read-tiles.ts';
import { verifierOf } from '../../src/ledger/log/signer.ts';
import { proveConsistency, proveInclusion } from '../../src/ledger/tree/tiles.ts';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/verify/checkpoint.ts';
import { commitment } from '../../src/ledger/verify/commitment.ts';
import { verifyConsistency } from '../../src/ledger/verify/consistency.ts';
import { leafHash } from '../../src/ledger/verify/hash.ts';
import { verifyInclusion } from '../../src/ledger/verify/inclusion.ts';
import { verifyLog } from '../../src/ledger/verify/log.ts';
import { openNote } from '../../src/ledger/verify/note.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeNetwork, makePersona, sessionHeaders, type TestNetwork } from '../support/people.ts';

describe('the ledger of a network', () => {
  let app: TestApp;
  let network: TestNetwork;
  let id: NetworkId;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    id = network.id as NetworkId;
  });

  const beat = async (): Promise<void> => {
    app.clock.advance(600_000);
    const at = app.clock.now().getTime();
    await appendBeat(app.deps, id, at, at);
  };
  const newest = async (): Promise<{ note: string; checkpoint: Checkpoint }> => {
    const { note } = await app.deps.store.community
      .selectFrom('community.ledger_checkpoint')
      .select('note')
      .where('network_id', '=', id)
      .orderBy('made_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const text = openNote(note, verifierOf(app.deps, id));
    assert.ok(text !== null);
    const checkpoint = parseCheckpoint(text);
    assert.ok(checkpoint !== null);
    return { note, checkpoint };
  };
  const entries = () =>
    app.deps.store.community
      .selectFrom('community.ledger_entry')
      .selectAll()
      .where('network_id', '=', id)
      .orderBy('place')
      .execute();
  const verified = async (since: string | null) => {
    const { note } = await newest();
    const { rows } = await sql<{ hashes: Buffer }>`select hashes from community.ledger_tile
      where network_id = ${id} and level = 0 order by n`.execute(app.deps.store.community);
    return verifyLog({
      verifier: verifierOf(app.deps, id),
      note,
      since,
      async *leaves() {
        for (const { hashes } of rows) yield hashesOf(hashes);
      },
    });
  };

  it('has each grant once, and its end, at a checkpoint that grows by blocks', async () => {
    const person = await makePersona(app, network, `person${++count}`);
    await beat();
    const { rows } = await sql<{
      id: string;
    }>`select id from community."grant" where network_id = ${id}`.execute(app.deps.store.community);
    const first = await entries();
    assert.deepEqual(first.map((one) => one.about_id).toSorted(), rows.map((row) => row.id).toSorted());
    assert.ok(
      first.some(({ place }) => place >= first.length),
      'they lie among the padding, so that their places tell nothing',
    );
    const { note, checkpoint } = await newest();
    assert.equal(checkpoint.size, BLOCK);
    await app.request('PUT', '/api/privacy/v1/presence', {
      token: person.token,
      body: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
    });
    await beat();
    const ended = (await entries()).filter((one) => one.content.includes('grant ended'));
    assert.ok(ended.length > 0);
    assert.ok(ended.every((one) => one.subject_id === person.id));
    assert.equal((await newest()).checkpoint.size, 2 * BLOCK);
    assert.deepEqual(await verified(note), { holds: true });
  });

  it('grows alike when nothing happens', async () => {
    const before = (await newest()).checkpoint.size;
    await beat();
    assert.equal((await newest()).checkpoint.size, before + BLOCK);
    const at = app.clock.now().getTime();
    await appendBeat(app.deps, id, at, at);
    assert.equal((await newest()).checkpoint.size, before + BLOCK, 'once a beat');
  });

  it('proves each entry, and that it goes on from each older checkpoint', async () => {
    const older = (await newest()).checkpoint;
    await beat();
    const { checkpoint } = await newest();
    const read = tilesOf(app.deps.store.community, id);
    for (const { place, salt, content } of await entries()) {
      const proof = await proveInclusion(read, place, checkpoint.size);
      const leaf = leafHash(commitment(salt, content));
      const at = { index: place, size: checkpoint.size, leaf, proof, root: checkpoint.root };
      assert.deepEqual(verifyInclusion(at), { holds: true });
    }
    const proof = await proveConsistency(read, older.size, checkpoint.size);
    const of = {
      size1: older.size,
      root1: older.root,
      size2: checkpoint.size,
      root2: checkpoint.root,
      proof,
    };
    assert.deepEqual(verifyConsistency(of), { holds: true });
  });

  it('is one log however many processes append', async () => {
    for (let round = 0; round < 5; round++) {
      await makePersona(app, network, `person${++count}`);
      app.clock.advance(600_000);
      const at = app.clock.now().getTime();
      await Promise.all(Array.from({ length: 4 }, () => appendBeat(app.deps, id, at, at)));
    }
    assert.deepEqual(await verified(null), { holds: true });
    const all = await entries();
    const known = new Set(
      all.filter((one) => one.content.startsWith('{"entry":"grant",')).map((one) => one.about_id),
    );
    const { rows } = await sql<{ count: number }>`select count(*) as count from community."grant"
      where network_id = ${id}`.execute(app.deps.store.community);
    assert.equal(known.size, rows[0]?.count);
  });

  it('forgets what it said of whoever leaves, and stays whole', async () => {
    const person = await makePersona(app, network, `person${++count}`);
    await beat();
    const about = async () => (await entries()).filter((one) => one.subject_id === person.id).length;
    assert.ok((await about()) > 0);
    const left = await app.request('DELETE', `/api/privacy/v1/personas/${person.id}`, {
      headers: sessionHeaders(person.cookie),
    });
    assert.ok(left.ok);
    assert.equal(await about(), 0);
    await beat();
    assert.equal(await about(), 0, 'nor of how it ended');
    assert.deepEqual(await verified(null), { holds: true });
  });

  it('keeps its proofs when what it said is erased', async () => {
    const [one] = await entries();
    assert.ok(one !== undefined);
    await app.deps.store.community
      .deleteFrom('community.ledger_entry')
      .where('network_id', '=', id)
      .where('place', '=', one.place)
      .execute();
    assert.deepEqual(await verified(null), { holds: true });
  });

  it('stops where it is torn, and says so', async () => {
    const { community } = app.deps.store;
    const head = await community.selectFrom('community.ledger_head').selectAll().executeTakeFirstOrThrow();
    await sql`delete from community.ledger_head`.execute(community);
    await assert.rejects(
      beat(),
      (error: Error) => error instanceof LedgerStopped && /head is missing/.test(error.message),
    );
    await community
      .insertInto('community.ledger_head')
      .values({ ...head, beat_at: new Date(head.beat_at).toISOString() })
      .execute();
    await beat();
    const edge = await sql<{ n: number; hashes: Buffer }>`delete from community.ledger_tile where level = 1
      returning n, hashes`.execute(community);
    await assert.rejects(
      beat(),
      (error: Error) => error instanceof LedgerStopped && /tile 0 of level 1/.test(error.message),
    );
    const [tile] = edge.rows;
    await sql`insert into community.ledger_tile values (${id}, 1, ${tile?.n}, ${Buffer.alloc(tile?.hashes.length ?? 32)})`.execute(
      community,
    );
    await assert.rejects(
      beat(),
      (error: Error) => error instanceof LedgerStopped && /another/.test(error.message),
    );
    await sql`update community.ledger_tile set hashes = ${tile?.hashes} where level = 1`.execute(community);
    await beat();
    assert.deepEqual(await verified(null), { holds: true });
  });
});
