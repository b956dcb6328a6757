import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { EMPTY_EDGE, grow, rootOfEdge } from '../tree/tiles.ts';
import type { Checked } from './checked.ts';
import { checkpointText } from './checkpoint.ts';
import { type Hash, leafHash } from './hash.ts';
import { verifyLog } from './log.ts';
import { signNote } from './note.ts';

const seed = new Uint8Array(32).fill(7);
const origin = 'example.org/ledger/1';
const verifier = { name: origin, key: ed25519.getPublicKey(seed) };
const leaf = (n: number, of = 'leaf'): Hash => leafHash(new TextEncoder().encode(`${of} ${n}`));
const LEAVES = Array.from({ length: 270 }, (_, n) => leaf(n));

/** As whoever keeps the log would sign it: they hold the key, also when they have something to hide. */
function checkpointOf(leaves: readonly Hash[]): string {
  const { edge } = grow(EMPTY_EDGE, leaves);
  const time = '2026-03-01T09:00:00.000Z';
  return signNote(
    checkpointText({ origin, size: leaves.length, root: rootOfEdge(edge), time }),
    origin,
    seed,
  );
}

const verify = (leaves: readonly Hash[], note: string, since: string | null): Promise<Checked> =>
  verifyLog({
    verifier,
    note,
    since,
    async *leaves() {
      for (let from = 0; from < leaves.length; from += 97) yield leaves.slice(from, from + 97);
    },
  });

/** Numbers that are the same in each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Mutation = (leaves: Hash[], roll: (sides: number) => number, known: number) => Hash[];

/** What somebody may do to the first `known` entries, of which an older checkpoint speaks. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  edit: (leaves, roll, known) => leaves.with(roll(known), leaf(roll(1e6), 'forged')),
  drop: (leaves, roll, known) => leaves.toSpliced(roll(known), 1),
  reorder: (leaves, roll, known) => {
    const [one, other] = [roll(known), roll(leaves.length - 1)];
    const to = other === one ? leaves.length - 1 : other;
    return leaves.with(one, leaves[to] as Hash).with(to, leaves[one] as Hash);
  },
  truncate: (leaves, roll, known) => leaves.slice(0, roll(known)),
  fork: (leaves, roll, known) => {
    const from = roll(known);
    return [...leaves.slice(0, from), ...leaves.slice(from).map((_, n) => leaf(n, 'another past'))];
  },
};

describe('a log', () => {
  it('is whole, with and without an older checkpoint', async () => {
    const note = checkpointOf(LEAVES);
    for (const size of [null, 0, 1, 97, 256, 269, 270]) {
      const since = size === null ? null : checkpointOf(LEAVES.slice(0, size));
      assert.deepEqual(await verify(LEAVES, note, since), { holds: true }, `since ${size}`);
    }
  });

  it('is seen if touched: each of 1,000 mutations, also signed anew, by who holds an older checkpoint', async () => {
    const roll = dice(20260301);
    const names = Object.keys(MUTATIONS);
    for (let n = 0; n < 1000; n++) {
      const name = names[n % names.length] as string;
      const known = 1 + roll(LEAVES.length - 1);
      const since = checkpointOf(LEAVES.slice(0, known));
      const mutated = (MUTATIONS[name] as Mutation)([...LEAVES], roll, known);
      const signed = await verify(mutated, checkpointOf(mutated), since);
      assert.equal(signed.holds, false, `${n}: ${name}, signed anew, since ${known}`);
      const unsigned = await verify(mutated, checkpointOf(LEAVES), since);
      assert.equal(unsigned.holds, false, `${n}: ${name}, since ${known}`);
    }
  });

  it('says what fails', async () => {
    const note = checkpointOf(LEAVES);
    const step = async (leaves: readonly Hash[], of: string, since: string | null) => {
      const checked = await verify(leaves, of, since);
      return checked.holds ? 'holds' : checked.step;
    };
    assert.equal(await step(LEAVES, note.replace('\n270\n', '\n271\n'), null), 'checkpoint');
    assert.equal(await step(LEAVES, note, note.replace('\n270\n', '\n7\n')), 'older checkpoint');
    assert.equal(await step(LEAVES.slice(0, 260), note, null), 'length');
    assert.equal(await step(LEAVES, checkpointOf(LEAVES.slice(0, 260)), note), 'size');
    assert.equal(await step(LEAVES.with(5, leaf(5, 'forged')), note, null), 'root');
  });
});
