import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../core/canonical-json.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { ActorId, Instant, NetworkId, PolicyTextId } from '../privacy/words.ts';
import type { Database, MatterKind } from './schema.ts';
import { instantValue } from './time.ts';

/** Something that needs the experts of an organisation to have signed it before it begins. */
export interface Gated {
  readonly kind: Exclude<MatterKind, 'policy'>;
  readonly organisation: ActorId;
  /** What is about to be done, as it was signed: JSON. */
  readonly what: unknown;
}

/** What a sign-off is found by: SHA-256 of what is to be done, in hexadecimal. */
export const subjectOf = (kind: MatterKind, what: unknown): string =>
  createHash('sha256').update(canonicalJson({ kind, what })).digest('hex');

/**
 * What the experts have signed of exactly this and may be now, the first to come into force first.
 * @param hold within a transaction: it isn't ended before that is over
 */
export async function signedOff(
  db: Kysely<Database>,
  network: NetworkId,
  { kind, organisation, what }: Gated,
  at: Instant,
  hold = false,
): Promise<readonly PolicyTextId[]> {
  const query = db
    .selectFrom('community.sign_off')
    .select('id')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', kind)
    .where('subject', '=', subjectOf(kind, what))
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('valid_from')
    .orderBy('id');
  const rows = await (hold ? query.forShare() : query).execute();
  return rows.map(({ id }) => id);
}

/** Whether the experts have signed exactly this, and it may be now. */
export async function requireSignOff(
  db: Kysely<Database>,
  network: NetworkId,
  gated: Gated,
  at: Instant,
): Promise<Result<null>> {
  if ((await signedOff(db, network, gated, at)).length > 0) return ok(null);
  return refuse({
    kind: 'forbidden',
    says: 'The experts of the organisation haven’t signed this as it stands. Put exactly this before them first.',
  });
}
