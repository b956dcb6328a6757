import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from './config.ts';
import { OperatorError } from './operator-error.ts';

describe('readConfig', () => {
  it('needs nothing', () => {
    const config = readConfig({});
    assert.equal(config.port, 8080);
    assert.equal(config.databaseUrl, undefined);
    assert.equal(config.masterKey, undefined);
    assert.equal(config.logLevel, 'warn');
  });

  it('takes a blank for a setting that is not there', () => {
    assert.deepEqual(readConfig({ PORT: '', DATABASE_URL: '', WAXSEAL_MASTER_KEY: '' }), readConfig({}));
  });

  it('takes a master key in hex and in base64', () => {
    const key = Buffer.alloc(32, 0xa5);
    for (const WAXSEAL_MASTER_KEY of [key.toString('hex'), key.toString('base64')]) {
      assert.deepEqual(Buffer.from(readConfig({ WAXSEAL_MASTER_KEY }).masterKey ?? []), key);
    }
  });

  it('drops the slash at the end of the public address', () => {
    assert.equal(readConfig({ WAXSEAL_PUBLIC_URL: 'https://a.example/' }).publicUrl, 'https://a.example');
  });

  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['DATABASE_URL', 'secret'],
    ['DATABASE_URL', 'postgres://secret@host'],
    ['WAXSEAL_MASTER_KEY', 'secret'],
    ['WAXSEAL_PUBLIC_URL', 'secret'],
    ['WAXSEAL_LOG', 'secret'],
  ] as const) {
    it(`names ${name} when it is wrong, and keeps what it says (${value})`, () => {
      assert.throws(
        () => readConfig({ [name]: value }),
        (error) =>
          error instanceof OperatorError &&
          error.message.startsWith(name) &&
          !error.message.includes('secret') &&
          !error.message.includes('\n'),
      );
    });
  }
});
