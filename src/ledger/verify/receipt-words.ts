/** What the words of a receipt mean, within it: nothing has to be fetched to know. */
export const RECEIPT_CONTEXT = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sec: 'https://w3id.org/security#',
  waxseal: 'https://waxseal.org/ns#',
  'dct:conformsTo': { '@type': '@id' },
  'dct:created': { '@type': 'xsd:dateTime' },
  'dct:modified': { '@type': 'xsd:dateTime' },
  'dct:date': { '@type': 'xsd:dateTime' },
  'dct:publisher': { '@type': '@id' },
  'schema:recipient': { '@type': '@id' },
  'schema:url': { '@type': '@id' },
  'schema:validFrom': { '@type': 'xsd:dateTime' },
  'skos:broader': { '@type': '@id' },
  'dpv:hasDataSubject': { '@type': '@id' },
  'dpv:hasDataController': { '@type': '@id' },
  'dpv:hasDataProcessor': { '@type': '@id' },
  'dpv:hasRecipient': { '@type': '@id' },
  'dpv:hasProcessing': { '@type': '@id' },
  'dpv:hasLegalBasis': { '@type': '@id' },
  'dpv:hasStatus': { '@type': '@id' },
  'dpv:isExercisedAt': { '@type': '@id' },
  'dpv:isIndicatedBy': { '@type': '@id' },
  'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime' },
  type: '@type',
  DataIntegrityProof: 'sec:DataIntegrityProof',
  assertionMethod: 'sec:assertionMethod',
  proof: { '@id': 'sec:proof', '@type': '@id', '@container': '@graph' },
  cryptosuite: 'sec:cryptosuite',
  created: { '@id': 'dct:created', '@type': 'xsd:dateTime' },
  verificationMethod: { '@id': 'sec:verificationMethod', '@type': '@id' },
  proofPurpose: { '@id': 'sec:proofPurpose', '@type': '@vocab' },
  domain: 'sec:domain',
  proofValue: 'sec:proofValue',
} as const;

/** The profiles of ISO/IEC TS 27560 that W3C's DPV guide defines. */
export const RECEIPT_PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#receipt';
export const RECORD_PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#record';

/** DPV's words for what became of a consent. */
export const STATUS = {
  given: 'dpv:ConsentGiven',
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
  expired: 'dpv:ConsentExpired',
} as const;
