import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT } from './hash.ts';
import { openNote, parseVkey, signNote, vkeyOf } from './note.ts';

/** The example of the package golang.org/x/mod/sumdb/note, whose format C2SP signed-note describes. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('signed notes', () => {
  it('are opened as others sign them', () => {
    const peter = parseVkey(PETER);
    assert.ok(peter !== null);
    assert.equal(vkeyOf(peter), PETER);
    assert.equal(openNote(NOTE, peter), NOTE.slice(0, NOTE.indexOf('\n\n') + 1));
    assert.equal(openNote(NOTE.replace('answer', 'Answer'), peter), null);
    assert.equal(openNote(NOTE.replace('Peter', 'Paul'), peter), null);
  });

  it('hold a checkpoint, and nothing that was changed', () => {
    const seed = new Uint8Array(32).fill(7);
    const verifier = { name: 'example.org/ledger/1', key: ed25519.getPublicKey(seed) };
    const checkpoint = {
      origin: verifier.name,
      size: 256,
      root: EMPTY_ROOT,
      time: '2026-03-01T09:00:00.000Z',
    };
    const note = signNote(checkpointText(checkpoint), verifier.name, seed);
    const text = openNote(note, verifier);
    assert.ok(text !== null);
    assert.deepEqual(parseCheckpoint(text), checkpoint);
    for (let at = 0; at < note.length; at++) {
      const changed = `${note.slice(0, at)}${note[at] === 'A' ? 'B' : 'A'}${note.slice(at + 1)}`;
      assert.equal(openNote(changed, verifier), null, `with another letter at ${at}`);
    }
    const other = { name: verifier.name, key: ed25519.getPublicKey(new Uint8Array(32).fill(8)) };
    assert.equal(openNote(note, other), null);
    assert.equal(parseVkey(vkeyOf(verifier).replace('+', ' ')), null);
  });

  it('refuse what is no checkpoint', () => {
    const good = checkpointText({
      origin: 'a/b',
      size: 1,
      root: EMPTY_ROOT,
      time: '2026-03-01T09:00:00.000Z',
    });
    assert.notEqual(parseCheckpoint(good), null);
    for (const wrong of [
      '',
      'a/b\n1\n',
      good.replace('\n1\n', '\n-1\n'),
      good.replace('\n1\n', '\n01\n'),
      `${good}more\n`,
    ]) {
      assert.equal(parseCheckpoint(wrong), null, JSON.stringify(wrong));
    }
  });
});
