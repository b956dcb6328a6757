import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stdnum } from 'stdnum';
import { NATIONAL_ID_RULES } from './national-id-rules.ts';
import { findNationalIds } from './national-ids.ts';

/** The same rules as another hand wrote them. */
const oracleOf = (country: string, name: string) => {
  const oracle = stdnum[country]?.[name];
  if (oracle === undefined) throw new Error(`the oracle has no ${country} ${name}`);
  return oracle;
};
const ORACLES = {
  us: oracleOf('US', 'ssn'),
  gb: oracleOf('GB', 'nino'),
  de: oracleOf('DE', 'idnr'),
  fr: oracleOf('FR', 'nir'),
  es: oracleOf('ES', 'dni'),
  it: oracleOf('IT', 'codicefiscale'),
  nl: oracleOf('NL', 'bsn'),
  pl: oracleOf('PL', 'pesel'),
  se: oracleOf('SE', 'personnummer'),
  br: oracleOf('BR', 'cpf'),
  in: oracleOf('IN', 'aadhaar'),
} as const;

const DIGITS = [...'0123456789'];
const LETTERS = [...'ADGHMRTX'];

/** Where the oracle is known to differ: it is laxer than the rule, or asks the clock. */
const KNOWN: Readonly<Record<string, (number: string) => boolean>> = {
  // Of the first ten digits one comes twice or three times.
  de: (number) =>
    new Set(number.slice(0, 10)).size === 10 ||
    DIGITS.some((digit) => number.slice(0, 10).split(digit).length > 4),
  // The first is 1 or 2; then come a year and a month.
  fr: (number) => !/^[12]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)/.test(number),
  // There are days from 1 to 31, and to 71 for women.
  it: (number) => /^.{9}(?:00|3[2-9]|40|7[2-9]|[89]\d)/.test(number),
  // Years to come.
  pl: (number) => /^..[2-7]/.test(number),
};

/** One right number of each country, as its issuer or its rule gives it. */
const RIGHT: Readonly<Record<keyof typeof NATIONAL_ID_RULES, string>> = {
  us: '536228726',
  gb: 'AB123456C',
  de: '86095742719',
  fr: '184037512345690',
  es: '48215937W',
  it: 'BNCLRA78M52H501G',
  nl: '287149067',
  pl: '44051401359',
  se: '850309-9817',
  br: '39053344705',
  in: '298765432101',
};

/** The text with one character changed for another of its kind, in every way, from that place on. */
function changed(number: string, from: number): string[] {
  return [...number].flatMap((char, i) =>
    i < from || char === '-'
      ? []
      : (/\d/.test(char) ? DIGITS : LETTERS).map((other) => number.slice(0, i) + other + number.slice(i + 1)),
  );
}

/** Every way to change two characters, or one, or none; a check digit lets few of them pass. */
const neighbours = (number: string): string[] => [
  ...new Set([...number].flatMap((_, i) => changed(number, i).flatMap((one) => changed(one, i + 1)))),
];

describe('numbers that states give to people', () => {
  for (const [country, rule] of Object.entries(NATIONAL_ID_RULES)) {
    const right = RIGHT[country as keyof typeof RIGHT];
    it(`${country}: finds a right one beside its name`, () => {
      assert.ok(rule.isValid(right.replace('-', ''), right));
      assert.equal(findNationalIds(`${NAMES[country]} ${right}`).length > 0, true);
    });
  }

  for (const [country, oracle] of Object.entries(ORACLES)) {
    it(`${country}: agrees with the oracle on every neighbour of a right one`, () => {
      const rule = NATIONAL_ID_RULES[country as keyof typeof ORACLES];
      const tried = neighbours(RIGHT[country as keyof typeof ORACLES]);
      const ours = new Set(
        tried.filter((number) => matches(rule.form, number) && rule.isValid(number.replace('-', ''), number)),
      );
      const theirs = new Set(tried.filter((number) => oracle.validate(number).isValid));
      assert.ok(theirs.size > 0);
      const differ = [...ours.symmetricDifference(theirs)];
      assert.deepEqual(
        differ.filter((number) => !KNOWN[country]?.(number)),
        [],
      );
    });
  }
});

const matches = (form: RegExp, number: string): boolean =>
  [...number.matchAll(form)].some(([found]) => found === number);

const NAMES: Readonly<Record<string, string>> = {
  us: 'SSN',
  gb: 'NINO',
  de: 'Steuer-ID',
  fr: 'NIR',
  es: 'DNI',
  it: 'codice fiscale',
  nl: 'BSN',
  pl: 'PESEL',
  se: 'personnummer',
  br: 'CPF',
  in: 'Aadhaar',
};
