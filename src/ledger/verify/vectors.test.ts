import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { merkleFolder, noMerkleData } from '../../../test/support/shared-data.ts';
import type { Checked } from './checked.ts';
import { verifyConsistency } from './consistency.ts';
import { verifyInclusion } from './inclusion.ts';

interface Vector {
  readonly wantErr: boolean;
  readonly desc: string;
  readonly proof: readonly string[] | null;
  readonly [name: string]: unknown;
}

const bytes = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text ?? ''), 'base64'));

const judge = (vector: Vector, isConsistency: boolean): Checked => {
  const proof = (vector.proof ?? []).map(bytes);
  return isConsistency
    ? verifyConsistency({
        size1: Number(vector.size1),
        root1: bytes(vector.root1),
        size2: Number(vector.size2),
        root2: bytes(vector.root2),
        proof,
      })
    : verifyInclusion({
        index: Number(vector.leafIdx),
        size: Number(vector.treeSize),
        leaf: bytes(vector.leafHash),
        root: bytes(vector.root),
        proof,
      });
};

describe('the vectors of transparency-dev', { skip: noMerkleData }, () => {
  it('are judged as they are meant: 12 hold, 184 don’t', () => {
    const counts = { holds: 0, fails: 0 };
    for (const path of globSync('**/*.json', { cwd: merkleFolder }).sort()) {
      const vector = JSON.parse(readFileSync(join(merkleFolder, path), 'utf8')) as Vector;
      const checked = judge(vector, path.startsWith('consistency'));
      assert.equal(checked.holds, !vector.wantErr, `${path}: ${vector.desc}`);
      counts[checked.holds ? 'holds' : 'fails']++;
    }
    assert.deepEqual(counts, { holds: 12, fails: 184 });
  });
});
