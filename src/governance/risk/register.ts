import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Instant, type NetworkId, type SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { expertIn } from '../../store/seated.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Answers, type Declared, type Source, UNANSWERED } from './processing.ts';

/** A line of the register. */
export interface Entry {
  readonly id: string;
  readonly declared: Declared;
  /** The seat that answers for it. */
  readonly owner: SeatId;
  readonly reviewBy: Instant;
  readonly declaredAt: Instant;
  readonly changedAt: Instant;
}

/** What an expert says of a processing, and by when it is to be looked at again. */
export interface Declaration {
  readonly declared: Declared;
  readonly owner: SeatId;
  /** Days from now. */
  readonly reviewInDays: number;
}

/** What is declared and goes on, the soonest to be reviewed first. */
export async function readRegister(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom('community.processing')
    .selectAll()
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .orderBy('review_by')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    owner: row.owner_seat_id,
    reviewBy: row.review_by,
    declaredAt: row.declared_at,
    changedAt: row.changed_at,
    declared: {
      title: row.title,
      purpose: row.purpose,
      functions: row.functions,
      kinds: row.kinds,
      sources: row.sources as readonly Source[],
      retentionDays: row.retention_days,
      basis: row.basis,
      necessity: row.necessity,
      answers: { ...UNANSWERED, ...(row.answers as Partial<Answers>) },
    },
  }));
}

/** Enters a processing into the register. */
export async function declare(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  declaration: Declaration,
  at: Instant,
): Promise<Result<string>> {
  const fit = await mayDeclare(deps, viewer, organisation, declaration.owner, at);
  if (!fit.ok) return fit;
  const id = deps.ids.next(`processing ${organisation}`);
  await deps.store.community
    .insertInto('community.processing')
    .values({
      network_id: viewer.network,
      id,
      organisation_id: organisation,
      ...columnsOf(declaration, at),
      declared_at: timestamp(at),
    })
    .execute();
  return ok(id);
}

/** Says anew what a processing is; that it was looked at sets its review date. */
export async function declareAnew(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  id: string,
  declaration: Declaration,
  at: Instant,
): Promise<Result<null>> {
  const fit = await mayDeclare(deps, viewer, organisation, declaration.owner, at);
  if (!fit.ok) return fit;
  const done = await deps.store.community
    .updateTable('community.processing')
    .set(columnsOf(declaration, at))
    .where('network_id', '=', viewer.network)
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 0n ? absent : ok(null);
}

/** Takes a processing out of the register: it has ended. */
export async function endProcessing(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const expert = await expertIn(deps.store.community, viewer, organisation, at);
  if (!expert.ok) return expert;
  const { numAffectedRows } = await sql`update community.processing p set ended_at = ${instantValue(at)}
    where p.network_id = ${viewer.network} and p.organisation_id = ${organisation} and p.id = ${id}
      and p.ended_at is null`.execute(deps.store.community);
  return numAffectedRows === 0n ? absent : ok(null);
}

const columnsOf = ({ declared, owner, reviewInDays }: Declaration, at: Instant) => ({
  title: declared.title,
  purpose: declared.purpose,
  functions: [...declared.functions],
  kinds: [...declared.kinds],
  sources: [...declared.sources],
  retention_days: declared.retentionDays,
  basis: declared.basis,
  necessity: declared.necessity,
  answers: JSON.stringify(declared.answers),
  owner_seat_id: owner,
  review_by: timestamp(at + reviewInDays * DAY_MS),
  changed_at: timestamp(at),
});

/** An expert may; and whoever is to answer for it must hold that seat in the organisation. */
async function mayDeclare(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  owner: SeatId,
  at: Instant,
): Promise<Result<null>> {
  const expert = await expertIn(deps.store.community, viewer, organisation, at);
  if (!expert.ok) return expert;
  const seats = await seatsOfOrganisation(deps.store.community, viewer.network, organisation, at);
  if (seats.some(({ id }) => id === owner)) return ok(null);
  return refuse({
    kind: 'invalid',
    field: 'owner',
    says: 'is no seat of the organisation that somebody holds',
  });
}
