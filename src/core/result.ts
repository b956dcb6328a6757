/**
 * Refusals are values, bugs throw. A refusal's `says` is shown to the asker, so it may name only what the
 * asker may know; what must not be detectable is `absent`, which carries no words at all.
 */
export type Refusal =
  | { kind: 'absent' }
  | { kind: 'unauthenticated'; says: string }
  | { kind: 'forbidden'; says: string }
  | { kind: 'invalid'; says: string; field?: string }
  | { kind: 'conflict'; says: string }
  | { kind: 'out-of-date'; says: string }
  | { kind: 'too-many'; says: string; retryAfterSeconds: number }
  | { kind: 'too-large'; says: string }
  /** The disk is; nothing that was acknowledged is lost. */
  | { kind: 'full'; says: string };

/** What a use case answers: a value, or the refusal that each door maps to its protocol. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** The answer of a use case that succeeded. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The answer of a use case that refused. Fits every `Result<T>`. */
export function refuse(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}

/** "There is no such thing", also where there is one that the asker may not know of. */
export const absent: { ok: false; refusal: Refusal } = Object.freeze({
  ok: false as const,
  refusal: Object.freeze({ kind: 'absent' as const }),
});
