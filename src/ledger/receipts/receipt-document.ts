import type { Acknowledgement, Consent, ConsentEvent } from '../../privacy/consents.ts';
import { broaderIri, type Purpose, purposeIri } from '../../privacy/purposes.ts';
import { type Action, FOREVER, type Instant } from '../../privacy/words.ts';
import type { JsonObject } from '../verify/data-integrity.ts';
import { RECEIPT_CONTEXT, RECEIPT_PROFILE, RECORD_PROFILE, STATUS } from '../verify/receipt-words.ts';
import { personalDataOf } from './personal-data.ts';

/** Whom a receipt is written for, and about. */
export interface ReceiptParties {
  /** Where the server is reached. */
  readonly server: string;
  /** What the member is called, as others meet them. */
  readonly subject: string;
  /** The id of the organisation whose copy it is; null is the member's own. */
  readonly copyFor: string | null;
}

const urn = (id: string): string => `urn:uuid:${id}`;
const time = (at: Instant): string => new Date(at).toISOString();

/**
 * A receipt as JSON-LD by the profile of ISO/IEC TS 27560 in DPV 2 (https://w3id.org/dpv/guides/consent-27560), without its
 * proof. What the profile asks and nobody here knows is said to be so: where organisations have their seats, and which law
 * is theirs.
 */
export function receiptDocument(event: ConsentEvent, parties: ReceiptParties): JsonObject {
  return {
    '@context': RECEIPT_CONTEXT,
    '@id': urn(event.id),
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': event.id,
    'dpv:hasIdentifier': event.id,
    'dct:conformsTo': RECEIPT_PROFILE,
    'dct:created': time(event.at),
    'dct:modified': time(latestOf(event)),
    'dct:publisher': parties.server,
    'schema:recipient': parties.copyFor === null ? 'dpv:DataSubject' : urn(parties.copyFor),
    'dpv:hasRecordOfActivity': recordOf(event, parties),
    'waxseal:acknowledgement': event.acknowledged.map(acknowledgement),
  };
}

/** When the last part of the system acknowledged it. */
export const latestOf = ({ at, acknowledged }: ConsentEvent): Instant =>
  Math.max(at, ...acknowledged.map(({ since }) => since ?? at));

function recordOf(event: ConsentEvent, { server, subject }: ReceiptParties): JsonObject {
  const { consent } = event;
  const recipients = consent.recipients.map(({ organisation, name }, n) => ({
    id: organisation === null ? `${urn(consent.id)}#recipient-${n + 1}` : urn(organisation),
    name,
  }));
  const at = `${server}${screenOf(consent)}`;
  return {
    '@id': urn(consent.id),
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': consent.id,
    'dpv:hasIdentifier': consent.id,
    'dct:conformsTo': RECORD_PROFILE,
    'dpv:hasDataSubject': urn(consent.owner),
    'dpv:hasNotice': [{ '@id': at, '@type': 'dpv:ConsentNotice', 'dct:language': 'en' }],
    'dpv:hasProcess': [
      {
        '@type': 'dpv:Process',
        'dpv:hasPurpose': consent.purposes.map(purposeOf),
        'dpv:hasPersonalData': [personalData(consent)],
        'dpv:hasProcessing': [...new Set(consent.actions.map(processingOf))],
        'dpv:hasStorageCondition': storage(server),
        'dpv:hasDataController': recipients.map(({ id }) => id),
        'dpv:hasDataProcessor': server,
        'dpv:hasRecipient': recipients.map(({ id }) => id),
        'dpv:hasLegalBasis': 'dpv:ExpressedConsent',
        'dpv:hasJurisdiction': UNKNOWN_LAW,
        'dpv:hasConsentControl': [
          { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'], 'dpv:isExercisedAt': at },
        ],
        'dpv:hasRight': [
          {
            '@type': 'dpv:DataSubjectRight',
            'dct:title': 'To see what was allowed, and to take it back',
            'dpv:isExercisedAt': `${server}/privacy`,
          },
        ],
      },
    ],
    'dpv:hasEntity': [
      {
        '@id': urn(consent.owner),
        '@type': 'dpv:DataSubject',
        'dpv:hasIdentifier': consent.owner,
        'dpv:hasName': subject,
      },
      { ...entity(server, 'dpv:DataProcessor', server), 'schema:contactPoint': contactAt(server) },
      ...recipients.map(({ id, name }) => ({
        ...entity(id, ['dpv:DataController', 'dpv:Recipient'], name),
        'schema:contactPoint': contactAt(server),
      })),
    ],
    'dpv:hasConsentStatus': statusesOf(event, server),
  };
}

const entity = (id: string, type: string | readonly string[], name: string): JsonObject => ({
  '@id': id,
  '@type': type,
  'dpv:hasIdentifier': id,
  'dpv:hasName': name,
  'schema:address': { '@type': 'schema:PostalAddress', 'schema:description': 'not stated on this network' },
});

const contactAt = (server: string): JsonObject => ({ '@type': 'schema:ContactPoint', 'schema:url': server });

const UNKNOWN_LAW = { '@type': 'dpv:Location', 'dct:description': 'not stated on this network' };

/** Where in the app one decides about it. */
function screenOf({ actions, object, purposes }: Consent): string {
  if (actions.includes('contact') || actions.includes('request-contact')) return '/privacy/contact';
  if (actions.includes('process') && object.kind !== 'attribute' && purposes.length > 0)
    return '/privacy/processing';
  return object.kind === 'attribute' ? '/attributes' : '/grants';
}

const purposeOf = (purpose: Purpose): JsonObject => ({
  '@id': purposeIri(purpose),
  '@type': 'dpv:Purpose',
  'skos:broader': broaderIri(purpose) ?? 'dpv:Purpose',
  'dct:title': purpose,
});

function personalData({ object }: Consent): JsonObject {
  const { category, words } = personalDataOf(object);
  return {
    '@type': 'dpv:PersonalData',
    'skos:broader': category,
    'dct:identifier': object.id,
    'dct:description': words,
  };
}

function processingOf(action: Action): string {
  if (action === 'process') return 'dpv:Analyse';
  return action === 'see' ? 'dpv:Access' : 'dpv:Use';
}

const storage = (server: string): readonly JsonObject[] => [
  {
    '@type': 'dpv:StorageLocation',
    'dpv:hasLocation': { '@type': 'dpv:Location', 'schema:url': server },
  },
  {
    '@type': 'dpv:StorageDuration',
    'dpv:hasDuration': {
      '@type': 'dpv:UntilEventDuration',
      'rdf:value': 'until the member deletes it or leaves the network',
    },
  },
];

/** What came before the receipt's own event, and it: the last. */
function statusesOf({ state, at, consent }: ConsentEvent, server: string): readonly JsonObject[] {
  const member = urn(consent.owner);
  const inApp = { 'dpv:isIndicatedBy': member, 'dpv:hasIndicationMethod': 'in the app' };
  const then = (type: string | readonly string[], instant: Instant, lasting: JsonObject): JsonObject => ({
    '@type': type,
    'dpv:isIndicatedAtTime': time(instant),
    'dpv:hasDuration': lasting,
  });
  const given = {
    ...then([STATUS.given, 'dpv:ExpressedConsent'], consent.given ?? at, lasting(consent.until)),
    ...inApp,
    ...(consent.from === null || consent.from === consent.given
      ? {}
      : { 'schema:validFrom': time(consent.from) }),
  };
  switch (state) {
    case 'given':
      return [given];
    case 'withdrawn':
      return [given, { ...then(STATUS.withdrawn, at, UNTIL_ANEW), ...inApp }];
    case 'expired':
      return [
        given,
        {
          ...then(STATUS.expired, at, UNTIL_ANEW),
          'dpv:isIndicatedBy': server,
          'dpv:hasIndicationMethod': 'its time was over',
        },
      ];
    case 'refused': {
      const refused = {
        ...then(STATUS.refused, at, UNTIL_ANEW),
        'dpv:isIndicatedBy': member,
        'dpv:hasIndicationMethod': consent.bySignal ? 'Global Privacy Control' : 'in the app',
      };
      const organisation = consent.recipients[0]?.organisation ?? null;
      if (consent.given === null || organisation === null) return [refused];
      const requested = {
        ...then('dpv:ConsentRequested', consent.given, UNTIL_ANEW),
        'dpv:isIndicatedBy': urn(organisation),
        'dpv:hasIndicationMethod': 'in the app',
      };
      return [requested, refused];
    }
  }
}

/** Until the member decides anew. */
const UNTIL_ANEW = { '@type': 'dpv:IndeterminateDuration' };

const lasting = (until: Instant): JsonObject =>
  until === FOREVER
    ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'until the member withdraws it' }
    : { '@type': 'dpv:UntilTimeDuration', 'rdf:value': time(until) };

const acknowledgement = ({ part, since, place, count }: Acknowledgement): JsonObject => ({
  '@type': 'waxseal:Acknowledgement',
  'waxseal:part': part,
  'dpv:hasStatus': since === null ? 'dpv:RequestInitiated' : 'dpv:RequestAcknowledged',
  ...(since === null ? {} : { 'dct:date': time(since) }),
  ...(place === undefined ? {} : { 'waxseal:place': place }),
  ...(count === undefined ? {} : { 'waxseal:count': count }),
});
