import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../core/canonical-json.ts';
import { absent, ok, type Result } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asExpert } from './expert.ts';

/** A record of processing as it stood when it was saved. */
export interface SavedRecord {
  readonly id: string;
  readonly title: string;
  /** SHA-256 of its canonical JSON, in hexadecimal, which the ledger has. */
  readonly hash: string;
  readonly savedAt: Instant;
}

/**
 * Keeps a record as it stands, to be shown and printed as it was, whatever runs afterwards.
 * @param record as it is presented: JSON
 */
export async function saveRecord(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  { title, record }: { readonly title: string; readonly record: unknown },
  at: Instant,
): Promise<Result<SavedRecord>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const body = canonicalJson(record);
  const hash = createHash('sha256').update(body).digest('hex');
  const id = deps.ids.next(`saved record ${organisation}`);
  await deps.store.community
    .insertInto('community.saved_record')
    .values({
      network_id: viewer.network,
      id,
      organisation_id: organisation,
      title,
      body,
      hash,
      by_id: expert.value,
      saved_at: timestamp(at),
    })
    .execute();
  return ok({ id, title, hash, savedAt: at });
}

/** All that were saved, latest first. */
export async function listSavedRecords(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly SavedRecord[]>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { rows } = await sql<SavedRecord>`
    select r.id, r.title, r.hash, r.saved_at as "savedAt" from community.saved_record r
    where r.network_id = ${viewer.network} and r.organisation_id = ${organisation}
    order by r.id desc limit 500`.execute(deps.store.community);
  return ok(rows);
}

/** One of them, with what it said. */
export async function readSavedRecord(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, id }: { readonly organisation: ActorId; readonly id: string },
  at: Instant,
): Promise<Result<SavedRecord & { readonly record: unknown }>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { rows } = await sql<SavedRecord & { body: string }>`
    select r.id, r.title, r.hash, r.saved_at as "savedAt", r.body from community.saved_record r
    where r.network_id = ${viewer.network} and r.organisation_id = ${organisation} and r.id = ${id}`.execute(
    deps.store.community,
  );
  const [found] = rows;
  if (found === undefined) return absent;
  const { body, ...saved } = found;
  return ok({ ...saved, record: JSON.parse(body) as unknown });
}
