import assert from 'node:assert/strict';
import { createHmac, hkdfSync } from 'node:crypto';
import { it } from 'node:test';
import type { NetworkId } from '../../privacy/words.ts';
import { serverKey } from '../vault/keys.ts';
import { wordHash } from './word-hash.ts';

it('is HMAC-SHA-256, cut to twelve bytes, of texts of any length', () => {
  const deps = { masterKey: Buffer.alloc(32, 7) };
  const network = '019cbdb6-6e00-7bad-8bad-bad0bad0bad0' as NetworkId;
  const key = Buffer.from(hkdfSync('sha256', serverKey(deps, 'hash of repeated words'), '', network, 32));
  const hashOf = wordHash(deps, network);
  for (const text of ['', 'wax', 'é'.repeat(5000), 'seven brown bears', '蜜蝋を六十二度まで温める']) {
    const whole = createHmac('sha256', key).update(text).digest('hex');
    assert.equal(hashOf(text), whole.slice(0, 24));
  }
});
