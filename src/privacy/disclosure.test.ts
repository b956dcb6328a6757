import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ATTRIBUTE_KINDS,
  type AttributeKind,
  atPrecision,
  type Precision,
  precisionsOf,
} from './disclosure.ts';

const AT = Date.UTC(2026, 2, 1);

const CASES: readonly (readonly [AttributeKind, Precision, string, string | null])[] = [
  ['name', 'exact', '  Anna   Jansen ', 'Anna   Jansen'],
  ['name', 'given-name', 'Anna van der Berg', 'Anna'],
  ['name', 'initials', 'Anna van der Berg', 'A. v. d. B.'],
  ['name', 'initials', '𝒜nna Ökland', '𝒜. Ö.'],
  ['name', 'given-name', 'Anna', null],
  ['name', 'given-name', 'Jansen, Anna', null],
  ['name', 'initials', 'Jansen, Anna', null],
  ['birth-date', 'exact', '1990-03-02', '1990-03-02'],
  ['birth-date', 'year', '1990-03-02', '1990'],
  ['birth-date', 'decade', '1999-12-31', '1990s'],
  ['birth-date', 'age-band', '1996-03-01', '30–39'],
  ['birth-date', 'age-band', '1996-03-02', '20–29'],
  ['birth-date', 'age-band', '2008-03-01', '18–19'],
  ['birth-date', 'age-band', '2008-03-02', 'under 18'],
  ['birth-date', 'age-band', '2026-03-02', null],
  ['birth-date', 'age-band', '1996-02-29', '30–39'],
  ['birth-date', 'year', '1990-02-30', null],
  ['birth-date', 'year', '1990-13-01', null],
  ['birth-date', 'year', '2 March 1990', null],
  ['birth-date', 'year', '1990', null],
  ['address', 'town', 'Dam 1, 1012 JS Amsterdam, Nederland', 'Amsterdam, Nederland'],
  ['address', 'town', '10 Downing Street, London SW1A 2AA, UK', 'London, UK'],
  ['address', 'town', 'Dam 1, 1012, Netherlands', null],
  ['address', 'country', 'Dam 1, Amsterdam, The Netherlands', 'The Netherlands'],
  ['address', 'country', 'Dam 1, Amsterdam', null],
  ['address', 'town', 'Dam 1, Amsterdam', null],
  ['address', 'country', 'Main Street 1, San Francisco, CA', null],
  ['address', 'country', 'France', null],
  // Whichever part is the town, the street doesn't show.
  ['address', 'town', 'Flat 2, 10 Elm Street, Leeds, UK', 'Leeds, UK'],
  ['address', 'town', '10 Elm Street, Leeds, Yorkshire, UK', 'Yorkshire, UK'],
  ['address', 'region', '10 Elm Street, Leeds, Yorkshire, UK', null],
  ['address', 'town', ';;10 Elm Street;Leeds;Yorkshire;LS1 4AP;UK', 'Leeds, UK'],
  ['address', 'region', ';;10 Elm Street;Leeds;Yorkshire;LS1 4AP;UK', 'Yorkshire, UK'],
  ['address', 'country', ';;10 Elm Street;Leeds;;LS1 4AP;UK', 'UK'],
  ['address', 'region', ';;10 Elm Street;Leeds;;LS1 4AP;UK', null],
  ['address', 'town', '10 Elm Street;Leeds;UK', null],
  ['home-town', 'country', 'Leeds, United Kingdom', 'United Kingdom'],
  ['home-town', 'country', 'Leeds', null],
  ['home-town', 'country', 'Headingley, Leeds', null],
  ['email', 'domain', 'anna@example.org', 'example.org'],
  ['email', 'domain', '"a@b"@example.org', 'example.org'],
  ['email', 'domain', 'example.org', null],
  ['email', 'domain', 'anna@', null],
  ['phone', 'country-code', '+31 6 1234 5678', '+31'],
  ['phone', 'country-code', '+31612345678', '+31'],
  ['phone', 'country-code', '+1 (202) 555-0100', '+1'],
  ['phone', 'country-code', '+353 1 555 0100', '+353'],
  ['phone', 'country-code', '06 1234 5678', null],
  ['website', 'domain', 'https://anna:secret@blog.example.org/me', 'blog.example.org'],
  ['website', 'domain', 'javascript:anna', null],
  ['website', 'domain', 'anna', null],
  ['pronouns', 'exact', '   ', null],
];

describe('an attribute at a precision', () => {
  for (const [kind, precision, value, expected] of CASES) {
    it(`shows of the ${kind} "${value}" as ${precision} ${expected ?? 'nothing'}`, () => {
      assert.equal(atPrecision(kind, value, precision, AT), expected);
    });
  }

  it('refuses a precision that the kind has not', () => {
    assert.equal(atPrecision('name', 'Anna Jansen', 'town', AT), null);
    assert.equal(atPrecision('gender', 'woman', 'year', AT), null);
  });

  it('never throws, whatever was entered', () => {
    const kind = fc.constantFrom(...ATTRIBUTE_KINDS);
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/));
    const at = fc.oneof(fc.integer(), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, 8.65e15));
    fc.assert(
      fc.property(kind, values, at, (k, value, when) => {
        for (const precision of precisionsOf(k)) {
          const shown = atPrecision(k, value, precision, when);
          assert.notEqual(shown, '');
        }
      }),
    );
  });

  it('shows no digit of an address but in full', () => {
    const word = fc.constantFrom(
      'Elm',
      'Street',
      '10',
      'Leeds',
      'LS1',
      '4AP',
      'AB',
      'UK',
      '12b',
      'Yorkshire',
    );
    const part = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const place = fc
      .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom(', ', ';'))
      .map(([p, by]) => p.join(by));
    fc.assert(
      fc.property(place, fc.constantFrom('town', 'region', 'country'), (text, precision) => {
        assert.doesNotMatch(atPrecision('address', `${text}, UK`, precision, AT) ?? '', /\d/);
      }),
    );
  });
});
