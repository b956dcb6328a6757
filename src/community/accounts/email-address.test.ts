import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normaliseEmail } from './email-address.ts';

describe('e-mail addresses', () => {
  it('have one form', () => {
    for (const [given, normal] of [
      [' Ada@Example.ORG ', 'ada@example.org'],
      ['ada+tag@example.org', 'ada+tag@example.org'],
      ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
      ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
      ['e\u0301@example.org', '\u00e9@example.org'],
    ] as const) {
      assert.equal(normaliseEmail(given), normal);
    }
  });

  it('are nothing else', () => {
    const wrong = ['', 'ada', '@example.org', 'ada@', 'ada@localhost', 'a b@example.org', 'ada@exa mple.org'];
    wrong.push(
      'ada@example.org\nBcc: eve@example.org',
      '<ada@example.org>',
      'a@b@example.org',
      'ada@.org',
      'a,b@c.org',
    );
    for (const text of wrong) assert.equal(normaliseEmail(text), null, text);
  });
});
