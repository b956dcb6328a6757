import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../core/canonical-json.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { checkProof, withProof } from './data-integrity.ts';

/** The example of the Recommendation vc-di-eddsa (appendix B, representation eddsa-jcs-2022), as signed elsewhere. */
const context = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'];
const EXAMPLE = {
  '@context': context,
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2023-02-24T23:36:38Z',
    verificationMethod: 'https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    proofPurpose: 'assertionMethod',
    '@context': context,
    proofValue: 'z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4',
  },
};

describe('what is signed within itself', () => {
  it('is what others sign and verify', () => {
    assert.deepEqual(checkProof(EXAMPLE, null), { holds: true });
    assert.equal(checkProof({ ...EXAMPLE, name: 'Alumni' }, null).holds, false);
  });

  it('holds as it was signed, whatever it says, and not under another name or key', () => {
    const seed = new Uint8Array(32).fill(7);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ depthSize: 'small' })), (content) => {
        const { proof: _, ...rest } = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
        const document = { ...rest, '@context': {} };
        const signed = withProof(document, { name: 'here', created: '2026-01-01T00:00:00Z' }, seed);
        assert.deepEqual(checkProof(JSON.parse(canonicalJson(signed)), null), { holds: true });
        assert.equal(checkProof({ ...signed, 'one more': 1 }, null).holds, false);
      }),
      { numRuns: 30 },
    );
  });

  it('is of one form', () => {
    // RFC 8785, sections 3.2.2 and 3.2.3.
    const value = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'),
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    assert.equal(
      canonicalJson(value),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const object = Object.fromEntries(names.map((name) => [name, 0]));
    assert.equal(canonicalJson(object), `{${sorted.map((name) => `${JSON.stringify(name)}:0`).join()}}`);
  });

  it('has its bytes in base 58', () => {
    // draft-msporny-base58-03, section 5.
    assert.equal(toBase58(Buffer.from('Hello World!')), '2NEpo7TZRRrLZSi2U');
    assert.equal(toBase58(Uint8Array.of(0, 0, 0x28, 0x7f, 0xb4, 0xcd)), '11233QC4');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        assert.deepEqual(fromBase58(toBase58(bytes)), bytes);
      }),
    );
    for (const wrong of ['0', 'O', 'I', 'l', ' ', 'z'.repeat(300)]) assert.equal(fromBase58(wrong), null);
  });
});
