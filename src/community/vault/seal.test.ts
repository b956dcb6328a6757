import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { seal, unseal } from './seal.ts';

const deps = { random: randomBytes };
const key = randomBytes(32);

describe('sealing', () => {
  it('opens with the same key and words', () => {
    for (const text of ['', 'a', 'Ünïcödé 🐝', 'x'.repeat(5000)]) {
      assert.equal(unseal(key, seal(deps, key, text, 'row 1'), 'row 1').toString('utf8'), text);
    }
  });

  it('never gives the same bytes twice, nor shows what is in them', () => {
    const [one, other] = [seal(deps, key, 'canary', 'x'), seal(deps, key, 'canary', 'x')];
    assert.notDeepEqual(one, other);
    assert.ok(!one.includes('canary'));
  });

  it('does not open with another key, in another row, or changed in any byte', () => {
    const sealed = seal(deps, key, 'canary', 'row 1');
    assert.throws(() => unseal(randomBytes(32), sealed, 'row 1'));
    assert.throws(() => unseal(key, sealed, 'row 2'));
    for (let n = 0; n < sealed.length; n++) {
      const changed = Buffer.from(sealed);
      changed[n] = (changed[n] ?? 0) ^ 1;
      assert.throws(() => unseal(key, changed, 'row 1'), `byte ${n}`);
    }
    assert.throws(() => unseal(key, sealed.subarray(0, -1), 'row 1'));
    assert.throws(() => unseal(key, Buffer.alloc(0), 'row 1'));
  });
});
