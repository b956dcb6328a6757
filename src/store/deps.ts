import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Mailer } from '../core/mail.ts';
import type { TxtResolver } from '../core/txt-resolver.ts';
import type { Instant } from '../privacy/words.ts';
import type { Store } from './database.ts';
import type { FileStore } from './files.ts';

/** What the use cases are given; each asks only for what it uses, `Pick<Deps, …>`. */
export interface Deps {
  readonly store: Store;
  /** Members' files, beside the database. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The server's secret, 32 bytes, from which the keys of the vault are derived. */
  readonly masterKey: Uint8Array;
  /** Unguessable bytes, for tokens, codes and salts. */
  random(bytes: number): Buffer;
  /** What stretching a password costs, by argon2id. */
  readonly passwordCost: PasswordCost;
  /** Sends what people need by e-mail. */
  readonly mailer: Mailer;
  /** Looks for TXT records in the DNS. */
  readonly resolver: TxtResolver;
  /** Proxies in front of the server, each of which adds an address to `X-Forwarded-For`. */
  readonly proxies: number;
  /** Profiles that one persona may look at in an hour. */
  readonly looksPerHour: number;
  /** The organisation whose experts sign off new networks, by the short name of its network and its handle; null is none. */
  readonly governedBy: { readonly network: string; readonly handle: string } | null;
  /** Where people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  /** Aborted when the server begins to close: open streams end on it. */
  readonly closing: AbortSignal;
}

export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** The least that the OWASP Password Storage Cheat Sheet asks for, with one lane. */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** The present instant, in whole milliseconds: one call a request, so that all of it happens at one time. */
export const instantOf = ({ clock }: Pick<Deps, 'clock'>): Instant => clock.now().getTime();
