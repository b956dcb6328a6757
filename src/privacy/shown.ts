import type { AttributeKind, Precision } from './disclosure.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from './words.ts';

/** What one persona shows to an outsider of its network. Whoever loads it had the core decide what that is. */
export interface ShownPersona {
  readonly network: NetworkId;
  readonly id: ActorId;
  /** Null where nothing is met of it: then nothing else is shown either. */
  readonly face: ShownFace | null;
  /** Newest first. */
  readonly posts: readonly ShownPost[];
  readonly pictures: readonly ShownPicture[];
  readonly attributes: readonly ShownValue[];
  /** Whom it is tied to; empty where it doesn't show that. */
  readonly contacts: readonly ShownContact[];
}

interface ShownFace {
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
  /** Addresses of pages that the note links to. */
  readonly links: readonly string[];
}

export interface ShownPost {
  /** Null in a draft. */
  readonly id: ObjectId | null;
  readonly at: Instant;
  readonly text: string;
  /** Addresses of pages that it links to. */
  readonly links: readonly string[];
}

export interface ShownPicture {
  readonly post: ObjectId;
  /** What the picture looks like: 256 bits in hexadecimal, of which alike pictures have nearly all in common. */
  readonly look: string;
}

export interface ShownValue {
  readonly kind: AttributeKind;
  readonly value: string;
  readonly precision: Precision;
}

export interface ShownContact {
  readonly id: ActorId;
  readonly handle: string;
  readonly displayName: string;
}
