import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../core/result.ts';
import {
  type ActorId,
  type BusinessFunction,
  DISCIPLINES,
  type Discipline,
  holdsAt,
  type Instant,
} from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { type HeldSeat, heldSeats } from './seats.ts';
import { isMemberAt, type Viewer } from './viewer.ts';

/** Somebody who holds seats in an organisation. */
export interface Seated {
  readonly id: ActorId;
  readonly organisation: ActorId;
  readonly seats: readonly HeldSeat[];
  /** In which they act for it. */
  readonly functions: readonly BusinessFunction[];
  /** In which they are its experts. */
  readonly disciplines: readonly Discipline[];
}

type Until = Parameters<typeof heldSeats>[4];

/** What the viewer is in each organisation in which they hold seats now; nothing while they or it are suspended. */
export async function seatedAnywhere(
  db: Kysely<Database>,
  viewer: Viewer,
  at: Instant,
  until?: Until,
): Promise<readonly Seated[]> {
  const { network, actor, facts } = viewer;
  if (actor?.kind !== 'persona' || !isMemberAt(viewer, at) || holdsAt(facts.suspensions, at)) return [];
  const held = await heldSeats(db, network, actor.id, at, until);
  return [...Map.groupBy(held, (seat) => seat.organisation)].map(([organisation, seats]) => ({
    id: actor.id,
    organisation,
    seats,
    functions: seats.flatMap((seat) => (seat.kind === 'function' ? [seat.name] : [])),
    disciplines: seats.flatMap((seat) => (seat.kind === 'discipline' ? [seat.name] : [])),
  }));
}

/**
 * What the viewer is in the organisation now; to whoever holds no seat in it, what is its own is absent.
 * @param until `transaction` has whoever would end a seat of theirs wait until the transaction is over
 */
export async function seatedIn(
  db: Kysely<Database>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
  until?: Until,
): Promise<Result<Seated>> {
  const seated = (await seatedAnywhere(db, viewer, at, until)).find(
    (one) => one.organisation === organisation,
  );
  return seated === undefined ? absent : ok(seated);
}

/** The same for whoever acts for it in the function. */
export async function actingIn(
  db: Kysely<Database>,
  viewer: Viewer,
  organisation: ActorId,
  fn: BusinessFunction,
  at: Instant,
): Promise<Result<Seated>> {
  const seated = await seatedIn(db, viewer, organisation, at);
  return seated.ok && !seated.value.functions.includes(fn) ? absent : seated;
}

/** The same for its experts: of one of the disciplines, or of any. */
export async function expertIn(
  db: Kysely<Database>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
  disciplines: readonly Discipline[] = DISCIPLINES,
): Promise<Result<Seated>> {
  const seated = await seatedIn(db, viewer, organisation, at);
  return seated.ok && !seated.value.disciplines.some((one) => disciplines.includes(one)) ? absent : seated;
}

/** What an organisation keeps in one of its functions. */
interface KeptInFunction {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
}

/**
 * What an organisation keeps, for who acts for it in its function: others with a seat in it may read of it, and are refused; to
 * anybody else it is absent.
 * @param kept null is nothing
 */
export async function actingOn<Kept extends KeptInFunction>(
  db: Kysely<Database>,
  viewer: Viewer,
  kept: Kept | null,
  at: Instant,
): Promise<Result<Kept>> {
  if (kept === null) return absent;
  const seated = await seatedIn(db, viewer, kept.organisation, at);
  if (!seated.ok) return seated;
  return seated.value.functions.includes(kept.function) ? ok(kept) : notTheirs;
}

const notTheirs = refuse({
  kind: 'forbidden',
  says: 'That is for who acts for the organisation in its function.',
});
