import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { takeHandle } from './take-handle.ts';

/** Changes within a month at most: whoever changes more often can't be told apart from somebody else. */
const MOST_CHANGES = 2;
const MONTH_MS = 30 * 24 * 3600_000;

/** A persona's handle, those that it gave up, and when it may change again; for itself alone. */
export interface OwnHandle {
  readonly handle: string;
  /** Newest first. */
  readonly former: readonly { readonly handle: string; readonly until: Instant }[];
  readonly changesLeft: number;
  /** When one more may be made; null where one may now. */
  readonly nextChange: Instant | null;
}

const taken = refuse({
  kind: 'conflict',
  says: 'That handle is taken on this network; choose another.',
});

/**
 * Gives the viewer's persona another handle. The one that it had stays its own: it may take it back, and nobody else gets
 * it. Whom it leads to the persona, `former-handles.ts` says.
 */
export async function changeHandle(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  handle: string,
  at: Instant,
): Promise<Result<OwnHandle>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  return store.community.transaction().execute(async (db): Promise<Result<OwnHandle>> => {
    const own = await readHandle(db, viewer.network, me.value, at, true);
    if (own === null) return absent;
    if (own.handle === handle) return ok(own);
    if (own.nextChange !== null) return tooOften(own.nextChange, at);
    if (!(await takeHandle(db, viewer.network, handle, me.value))) return taken;
    await giveUp(db, viewer.network, me.value, handle, at);
    const changed = await readHandle(db, viewer.network, me.value, at, false);
    return changed === null ? absent : ok(changed);
  });
}

function tooOften(next: Instant, at: Instant): Result<OwnHandle> {
  const day = new Date(next).toISOString().slice(0, 10);
  return refuse({
    kind: 'too-many',
    says: `A handle can be changed ${MOST_CHANGES} times in 30 days. You can change it again on ${day}.`,
    retryAfterSeconds: (next - at) / 1000,
  });
}

/** The handle of the viewer's persona. */
export async function showHandle(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<OwnHandle>> {
  if (viewer.actor === null) return absent;
  const own = await readHandle(store.community, viewer.network, viewer.actor.id, at, false);
  return own === null ? absent : ok(own);
}

/** @param locking so that two changes at once come one after the other */
async function readHandle(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
  locking: boolean,
): Promise<OwnHandle | null> {
  const { rows } = await sql<{ handle: string }>`select a.handle from community.actor a
    where a.network_id = ${network} and a.id = ${actor} and a.kind = 'persona'
    ${locking ? sql`for update` : sql``}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const former = await db
    .selectFrom('community.former_handle')
    .select(['handle', 'valid_until as until'])
    .where('network_id', '=', network)
    .where('actor_id', '=', actor)
    .orderBy('valid_until', 'desc')
    .execute();
  const recent = former.filter(({ until }) => until > at - MONTH_MS);
  const blocking = recent[MOST_CHANGES - 1];
  return {
    handle: row.handle,
    // One that was taken back isn't former any longer.
    former: former.filter((one) => one.handle !== row.handle.toLowerCase()),
    changesLeft: Math.max(0, MOST_CHANGES - recent.length),
    nextChange: blocking === undefined ? null : blocking.until + MONTH_MS,
  };
}

/** Writes the new handle, and down for whom the old one was until now, from when it was taken. */
async function giveUp(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  handle: string,
  at: Instant,
): Promise<void> {
  await sql`insert into community.former_handle (network_id, handle, actor_id, valid_from, valid_until)
    select a.network_id, lower(a.handle), a.id, coalesce((select max(f.valid_until) from community.former_handle f
      where f.network_id = ${network} and f.actor_id = ${actor}), a.created_at), ${timestamp(at)}::timestamptz
    from community.actor a where a.network_id = ${network} and a.id = ${actor}`.execute(db);
  await db
    .updateTable('community.actor')
    .set({ handle })
    .where('network_id', '=', network)
    .where('id', '=', actor)
    .execute();
}
