/** The secret and the address with which tests of several processes sign. */
export const LEDGER_DEPS = { masterKey: new Uint8Array(32).fill(7), publicUrl: 'https://example.org' };
