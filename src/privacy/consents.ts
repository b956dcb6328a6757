import type { AttributeKind, Precision } from './disclosure.ts';
import type { Purpose } from './purposes.ts';
import type { Action, ActorId, Instant, ObjectId, ObjectKind } from './words.ts';

/** What becomes of a consent: each yields a receipt (ISO/IEC TS 27560). */
export const CONSENT_STATES = ['given', 'refused', 'withdrawn', 'expired'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** Whom a consent is for: an organisation, or a set in words. */
export interface ConsentRecipient {
  readonly organisation: ActorId | null;
  readonly name: string;
}

/** What a consent is about: a thing, and of an attribute what kind, as long as it is shown. */
export interface ConsentObject {
  readonly kind: ObjectKind;
  readonly id: ObjectId;
  /** Null where what it was is no longer known. */
  readonly attribute: { readonly kind: AttributeKind; readonly precision: Precision } | null;
}

/** A consent: a permission for anything but reading among people, or its refusal. */
export interface Consent {
  /** The same for all that becomes of it. */
  readonly id: string;
  readonly owner: ActorId;
  readonly object: ConsentObject;
  readonly actions: readonly Action[];
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly ConsentRecipient[];
  /** When it was given; what was refused, when it was asked for, null where it wasn't. */
  readonly given: Instant | null;
  /** Since when it holds; null where it never does. */
  readonly from: Instant | null;
  /** When it ends by itself. */
  readonly until: Instant;
  /** Whether a browser's Global Privacy Control said it, rather than a person in the app. */
  readonly bySignal: boolean;
}

/** One thing that became of a consent. */
export interface ConsentEvent {
  /** The receipt's: from the consent's id and the state. */
  readonly id: string;
  readonly state: ConsentState;
  readonly at: Instant;
  readonly consent: Consent;
  readonly acknowledged: readonly Acknowledgement[];
}

/**
 * A part of the system that acts by a consent, since when; null where it doesn't yet. `rule` decides about everybody who
 * asks; `request` is what an organisation asked; `copy` is what is shown of an attribute; `processing` are the rules over
 * sale and sharing; `use` is what organisations did by it, when last and how often; `ledger` is the log, with the place of
 * the entry.
 */
export interface Acknowledgement {
  readonly part: 'rule' | 'request' | 'copy' | 'processing' | 'use' | 'ledger';
  readonly since: Instant | null;
  readonly place?: number;
  readonly count?: number;
}
