import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commitment } from '../verify/commitment.ts';
import { HASH_BYTES, nodeHash } from '../verify/hash.ts';
import { nativeCommitment, nativeNodeHash } from './native-hash.ts';

describe('the server’s own hashes', () => {
  const bytes = fc.uint8Array({ minLength: HASH_BYTES, maxLength: HASH_BYTES });

  it('are those that the device checks', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.string({ unit: 'grapheme' }), (one, other, text) => {
        assert.deepEqual(Uint8Array.from(nativeNodeHash(one, other)), nodeHash(one, other));
        assert.deepEqual(Uint8Array.from(nativeCommitment(one, text)), commitment(one, text));
      }),
    );
  });
});
