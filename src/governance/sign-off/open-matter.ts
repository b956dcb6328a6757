import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, MatterId, NetworkId } from '../../privacy/words.ts';
import type { Database, MatterKind, PolicyScope } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { after, type Deed, type Matter, type MatterEvent, matterOf } from './matter.ts';
import { stepOf } from './step.ts';

/** Which matter, of whom. */
export interface MatterRef {
  readonly organisation: ActorId;
  readonly matter: MatterId;
}

/** A matter with all that happened to it. */
export interface OpenMatter {
  readonly network: NetworkId;
  readonly id: MatterId;
  readonly organisation: ActorId;
  readonly kind: MatterKind;
  readonly scope: PolicyScope;
  readonly events: readonly MatterEvent[];
  readonly matter: Matter;
}

/**
 * Reads a matter; null where the organisation has none with that id.
 * @param lock it is held until the transaction ends, so that whoever takes a step waits for the one before
 */
export async function openMatter(
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, matter: id }: MatterRef,
  lock = false,
): Promise<OpenMatter | null> {
  let query = db
    .selectFrom('community.matter')
    .select(['kind', 'scope'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const events = (await eventsOf(db, network, [id])).get(id) ?? [];
  return { network, id, organisation, ...row, events, matter: matterOf(events) };
}

/** What happened to each of the matters, in order. */
export async function eventsOf(
  db: Kysely<Database>,
  network: NetworkId,
  ids: readonly MatterId[],
): Promise<ReadonlyMap<MatterId, readonly MatterEvent[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('community.matter_event')
    .select(['matter_id', 'n', 'actor_id', 'happened_at', 'deed'])
    .where('network_id', '=', network)
    .where('matter_id', 'in', [...ids])
    .orderBy('matter_id')
    .orderBy('n')
    .execute();
  const events = Map.groupBy(rows, (row) => row.matter_id);
  return new Map(
    [...events].map(([id, list]) => [
      id,
      list.map((row) => eventOf(row.deed as Deed, { n: row.n, by: row.actor_id, at: row.happened_at })),
    ]),
  );
}

/** JSON has no infinity; what holds until nobody ends it has no end there. */
const eventOf = (deed: Deed, when: Pick<MatterEvent, 'n' | 'by' | 'at'>): MatterEvent => ({
  ...deed,
  ...when,
});

/**
 * Takes a step, in the caller's transaction, which holds the matter. Nothing is written where it is refused.
 * @param by null is the server's housekeeping
 */
export async function takeStep(
  trx: Kysely<Database>,
  open: OpenMatter,
  by: ActorId | null,
  deed: Deed,
  at: Instant,
): Promise<Result<OpenMatter>> {
  const step = stepOf(open.matter, by, deed, at);
  if ('says' in step) return refuse({ kind: 'conflict', says: step.says });
  await trx
    .insertInto('community.matter_event')
    .values({
      network_id: open.network,
      matter_id: open.id,
      n: step.event.n,
      kind: deed.kind,
      actor_id: by,
      happened_at: timestamp(at),
      deed: JSON.stringify(deed),
    })
    .execute();
  return ok({ ...open, events: [...open.events, step.event], matter: after(open.matter, step.event) });
}

/** Nothing more becomes of it: the housekeeping leaves it alone from then on. */
export async function closeMatter(trx: Kysely<Database>, open: OpenMatter, at: Instant): Promise<void> {
  await trx
    .updateTable('community.matter')
    .set({ closed_at: timestamp(at) })
    .where('network_id', '=', open.network)
    .where('id', '=', open.id)
    .execute();
}
