import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { broaderIri, coveringPurposes, covers, PURPOSES, type Purpose, purposeIri } from './purposes.ts';
import { FUNCTIONS } from './words.ts';

/** Concepts of DPV 2.0 and 2.1, module "purposes", that the table uses. */
const DPV_PURPOSES = [
  'CommunicationManagement',
  'CustomerCare',
  'HumanResourceManagement',
  'Marketing',
  'Personalisation',
  'ProvidePersonalisedRecommendations',
  'PublicRelations',
  'Purpose',
  'ResearchAndDevelopment',
  'SellProducts',
  'TargetedAdvertising',
].map((name) => `https://w3id.org/dpv#${name}`);

describe('purposes', () => {
  it('name no concept of DPV but those that were looked up', () => {
    const used = PURPOSES.flatMap((purpose) => [
      purposeIri(purpose),
      broaderIri(purpose) ?? purposeIri(purpose),
    ]);
    const dpv = used.filter((iri) => iri.startsWith('https://w3id.org/dpv#'));
    assert.deepEqual([...new Set(dpv)].sort(), DPV_PURPOSES);
  });

  it('have an IRI each, and ours a broader one of DPV', () => {
    assert.equal(new Set(PURPOSES.map(purposeIri)).size, PURPOSES.length);
    for (const purpose of PURPOSES) {
      const ours = !purposeIri(purpose).startsWith('https://w3id.org/dpv#');
      assert.equal(broaderIri(purpose)?.startsWith('https://w3id.org/dpv#') ?? false, ours, purpose);
    }
  });

  it('include each business function', () => {
    for (const fn of FUNCTIONS) assert.ok((PURPOSES as readonly string[]).includes(fn), fn);
  });

  it('cover themselves and what is narrower, never what is broader', () => {
    const narrower: [Purpose, Purpose][] = [
      ['marketing', 'offer-targeting'],
      ['customer-service', 'support'],
      ['personalisation', 'suggestions'],
    ];
    for (const purpose of PURPOSES) {
      for (const asked of PURPOSES) {
        const expected = purpose === asked || narrower.some(([b, n]) => b === purpose && n === asked);
        assert.equal(covers(purpose, asked), expected, `${purpose} covers ${asked}`);
      }
    }
  });

  it('want recruitment screening granted by name', () => {
    assert.equal(covers('human-resources', 'recruitment-screening'), false);
    assert.deepEqual(coveringPurposes('recruitment-screening'), ['recruitment-screening']);
  });

  it('have nothing above a purpose of another build', () => {
    assert.deepEqual(coveringPurposes('constructor' as Purpose), ['constructor']);
  });
});
