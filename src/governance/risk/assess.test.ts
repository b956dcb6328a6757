import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { FUNCTIONS, LAWFUL_BASES } from '../../privacy/words.ts';
import { assess } from './assess.ts';
import { LINDDUN } from './linddun.ts';
import { NOTHING_OBSERVED, type ProcessingFacts, SOURCES, UNANSWERED } from './processing.ts';

const answer = fc.constantFrom(true, false, null);
const facts: fc.Arbitrary<ProcessingFacts> = fc.record({
  networkKind: fc.constantFrom('employee', 'partner', 'customer', 'open'),
  declared: fc.record({
    title: fc.constant('Listening'),
    purpose: fc.constantFrom(...PURPOSES),
    functions: fc.subarray([...FUNCTIONS], { minLength: 1 }),
    kinds: fc.subarray([...ATTRIBUTE_KINDS]),
    sources: fc.subarray([...SOURCES]),
    retentionDays: fc.option(fc.integer({ min: 1, max: 1_000 })),
    basis: fc.constantFrom(...LAWFUL_BASES),
    necessity: fc.constantFrom('', 'It is needed'),
    answers: fc.record({ legalEffect: answer, innovative: answer, hindersRights: answer, minors: answer }),
  }),
  observed: fc.record({
    uses: fc.nat(50),
    individual: fc.record({
      checked: fc.nat(3),
      asked: fc.nat(3),
      wrote: fc.nat(3),
      read: fc.nat(3),
      named: fc.nat(3),
      offered: fc.nat(3),
    }),
    ofMany: fc.nat(9),
    functions: fc.subarray([...FUNCTIONS]),
    kinds: fc.subarray([...ATTRIBUTE_KINDS]),
  }),
  guarded: fc.record({
    clauses: fc.nat(3),
    forbidden: fc.boolean(),
    withheld: fc.subarray([...ATTRIBUTE_KINDS]),
    hours: fc.boolean(),
    longestDays: fc.option(fc.integer({ min: 1, max: 400 })),
  }),
  seats: fc.nat(40),
  members: fc.option(fc.record({ about: fc.option(fc.nat(20_000)), atLeast: fc.constant(10) })),
});

/** What a small, careful processing looks like. */
const careful: ProcessingFacts = {
  networkKind: 'customer',
  declared: {
    title: 'Answering',
    purpose: 'support',
    functions: ['support'],
    kinds: ['language'],
    sources: [],
    retentionDays: 30,
    basis: 'consent',
    necessity: 'To answer in a language that they read',
    answers: { legalEffect: false, innovative: false, hindersRights: false, minors: false },
  },
  observed: NOTHING_OBSERVED,
  guarded: { clauses: 1, forbidden: false, withheld: ['phone'], hours: false, longestDays: 30 },
  seats: 2,
  members: { about: 120, atLeast: 10 },
};

const met = (of: ProcessingFacts): string[] =>
  assess(of).criteria.flatMap(({ id, met: isMet }) => (isMet ? [id] : []));

describe('the assessment of a processing', () => {
  it('finds threats of every kind, none the likelier for a measure', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(facts, (of) => {
        const { threats, flows } = assess(of);
        for (const { type, flow, before, after, measures } of threats) {
          types.add(type);
          assert.ok(flows.some(({ id }) => id === flow));
          assert.ok(after.likelihood <= before.likelihood);
          assert.equal(after.severity, before.severity);
          if (measures.every(({ holds }) => !holds)) assert.deepEqual(after, before);
        }
      }),
      { seed: 20_261_129, numRuns: 500 },
    );
    assert.deepEqual([...types].sort(), [...LINDDUN].sort());
  });

  it('never gets graver where rules forbid more', () => {
    const grades = { low: 0, medium: 1, high: 2 };
    fc.assert(
      fc.property(facts, (of) => {
        const open = assess({ ...of, guarded: { ...of.guarded, forbidden: false } });
        const shut = assess({ ...of, guarded: { ...of.guarded, forbidden: true, clauses: 1 } });
        assert.ok(grades[shut.residual] <= grades[open.residual]);
      }),
      { seed: 20_261_129, numRuns: 500 },
    );
  });

  it('calls for an impact assessment from two of the nine criteria on', () => {
    assert.deepEqual(met(careful), []);
    assert.equal(assess(careful).impactAssessment, false);
    const atWork = { ...careful, networkKind: 'employee' as const };
    assert.deepEqual(met(atWork), ['vulnerable']);
    assert.equal(assess(atWork).impactAssessment, false);
    const scored = { ...atWork, declared: { ...careful.declared, purpose: 'sentiment-monitoring' as const } };
    assert.deepEqual(met(scored), ['evaluation', 'vulnerable']);
    assert.equal(assess(scored).impactAssessment, true);
    assert.equal(assess(scored).criteria.length, 9);
  });

  it('takes what nobody answered or counted for the worse', () => {
    const unknown = { ...careful, members: null, declared: { ...careful.declared, answers: UNANSWERED } };
    assert.deepEqual(met(unknown), [
      'automated-decisions',
      'large-scale',
      'vulnerable',
      'innovative',
      'hinders-rights',
    ]);
  });

  it('says who must be asked, and by which rule', () => {
    assert.deepEqual(assess(careful).consultations, []);
    const scored = {
      ...careful,
      networkKind: 'employee' as const,
      declared: {
        ...careful.declared,
        purpose: 'sentiment-monitoring' as const,
        sources: ['posts' as const],
        retentionDays: null,
      },
      guarded: { clauses: 0, forbidden: false, withheld: [], hours: false, longestDays: null },
      observed: { ...NOTHING_OBSERVED, uses: 3, individual: { ...NOTHING_OBSERVED.individual, read: 3 } },
    };
    const { consultations, residual } = assess(scored);
    assert.equal(residual, 'high');
    assert.deepEqual(
      consultations.map(({ by }) => by.slice(0, 18)),
      ['GDPR Article 35(2)', 'GDPR Article 35(9)', 'Directive 2002/14/', 'GDPR Article 36(1)'],
    );
  });

  it('holds claims against what was seen', () => {
    const listening: ProcessingFacts = {
      ...careful,
      declared: { ...careful.declared, purpose: 'sentiment-monitoring' },
      observed: { ...NOTHING_OBSERVED, uses: 1_204, ofMany: 1_204, functions: ['support'] },
    };
    const [claim] = assess(listening).claims;
    assert.deepEqual(claim, {
      id: 'no-individual',
      says: 'no individual-level sentiment monitoring',
      against: 0,
      among: 1_204,
      days: 90,
      kept: true,
    });
    const peeking = {
      ...listening,
      observed: {
        ...listening.observed,
        uses: 1_206,
        individual: { checked: 0, asked: 0, wrote: 0, read: 2, named: 0, offered: 0 },
      },
    };
    assert.partialDeepStrictEqual(assess(peeking).claims[0], { against: 2, among: 1_206, kept: false });
    const strayed = { ...careful, observed: { ...NOTHING_OBSERVED, uses: 1, kinds: ['phone' as const] } };
    assert.deepEqual(
      assess(strayed)
        .claims.filter(({ kept }) => !kept)
        .map(({ id }) => id),
      ['kinds'],
    );
  });
});
