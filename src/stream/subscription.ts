import type { ActorId, NetworkId } from '../privacy/words.ts';

/** What a stream is of. */
export type Topic = 'user' | 'notification' | 'public' | `hashtag:${string}`;

/** One open stream. */
export interface Subscription {
  readonly network: NetworkId;
  /** Null is a visitor. */
  readonly actor: ActorId | null;
  /** Hash of its token in base64; null for a visitor. */
  readonly token: string | null;
  readonly topic: Topic;
  /** An event, as its bytes. */
  send(event: Uint8Array): void;
  /** Shows that it is still there. */
  beat(): void;
  close(): void;
}
