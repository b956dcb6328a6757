import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { ed25519 } from '@noble/curves/ed25519.js';
import { PLACES, participantsRoot, proveParticipant } from '../tree/participants.ts';
import { toBase64 } from './base64.ts';
import { checkpointText } from './checkpoint.ts';
import { commitment } from './commitment.ts';
import { leafHash, nodeHash } from './hash.ts';
import { signNote, vkeyOf } from './note.ts';
import { fileOfUse, verifyProofFile } from './proof-file.ts';

const SEED = new Uint8Array(32).fill(5);
const SALT = new Uint8Array(32).fill(6);
const ORIGIN = 'example.org/ledger/acme';
const hashing = { node: nodeHash, filler: () => new Uint8Array(32).fill(7) };

/** The file of a use in a log of one entry, as a server would make it that says what it wants. */
async function forged(said: {
  readonly entry: unknown;
  readonly participant: unknown;
  readonly places?: number;
}) {
  const participation = JSON.stringify(said.participant);
  const leaves = [[3, leafHash(commitment(SALT, participation))]] as const;
  const participants = {
    root: toBase64(await participantsRoot(leaves, hashing, turn)),
    places: said.places ?? PLACES,
  };
  const content = JSON.stringify({ entry: 'use', use: said.entry, participants });
  const root = leafHash(commitment(SALT, content));
  const text = checkpointText({ origin: ORIGIN, size: 1, root, time: '2026-03-01T09:00:00.000Z' });
  return JSON.stringify(
    fileOfUse({
      key: vkeyOf({ name: ORIGIN, key: ed25519.getPublicKey(SEED) }),
      checkpoint: signNote(text, ORIGIN, SEED),
      place: 0,
      salt: SALT,
      content,
      hashes: [],
      participant: {
        place: 3,
        salt: SALT,
        content: participation,
        hashes: await proveParticipant(leaves, hashing, 3, turn),
      },
    }),
  );
}

describe('the file of a use', () => {
  it('shows what was used and whose it was', async () => {
    const checked = verifyProofFile(await forged({ entry: 'one', participant: { use: 'one' } }), null);
    assert.ok(checked.holds && checked.shows.kind === 'use');
    assert.equal(checked.shows.participation, '{"use":"one"}');
  });

  it('is refused where its server put in who took part in another use, or says nothing of it', async () => {
    for (const [said, step] of [
      [{ entry: 'one', participant: { use: 'other' } }, 'participant: use'],
      [{ entry: 'one', participant: null }, 'participant: use'],
      [{ entry: 7, participant: { use: 7 } }, 'participant: form'],
      [{ entry: 'one', participant: { use: 'one' }, places: 2 }, 'participant: place'],
    ] as const) {
      const checked = verifyProofFile(await forged(said), null);
      assert.ok(!checked.holds && checked.step === step, JSON.stringify(checked));
    }
  });
});
