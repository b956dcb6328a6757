import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sizeText } from './size.ts';

it('says sizes as people do', () => {
  assert.equal(sizeText(1, 'en'), '1 byte');
  assert.equal(sizeText(999, 'en'), '999 bytes');
  assert.equal(sizeText(12_400, 'en'), '12 kB');
  assert.equal(sizeText(1_450_000, 'en'), '1.5 MB');
  assert.equal(sizeText(1_073_741_824, 'en'), '1.1 GB');
});
