import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { inParts } from '../counting/measure.ts';

/** Numbers of one kind, all with noise of one size. */
interface ToldPart {
  /** σ². */
  readonly variance: bigint;
  /** Null is what wasn't told. */
  readonly numbers: readonly (number | null)[];
}

/** What an organisation asked about members, and what it was told. */
export interface ToldAnswer {
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose | null;
  readonly what: string;
  /** In its one canonical form. */
  readonly question: string;
  /** ρ that it took, in millionths of millionths. */
  readonly charge: number;
  /** What came out below it wasn't told. */
  readonly minimum: number;
  readonly askedAt: Instant;
  readonly parts: readonly ToldPart[];
}

type Row = Omit<ToldAnswer, 'parts'> & {
  readonly released: number | null;
  readonly cells: readonly (number | null)[] | null;
  readonly variances: readonly number[];
  readonly part_cells: readonly number[];
};

/** A page of them, newest first, below an id. */
export interface ToldPage {
  readonly limit: number;
  readonly before: string | null;
}

/**
 * What an organisation was told about members, newest first, for whoever holds a seat in it: nothing new is told, so that it costs
 * nothing. What a breach affects stands in its notebook, for those who keep it.
 */
export async function listToldAnswers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  { limit, before }: ToldPage,
  at: Instant,
): Promise<Result<readonly ToldAnswer[]>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const below = before === null ? sql`true` : sql`a.id < ${before}::uuid`;
  const asked = sql`a.organisation_id = ${organisation} and ${below} order by a.id desc limit ${limit}`;
  return ok(await load(deps.store.community, viewer, asked, at));
}

/** One of them. */
export async function readToldAnswer(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  id: string,
  at: Instant,
): Promise<Result<ToldAnswer>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const asked = sql`a.organisation_id = ${organisation} and a.id = ${id}::uuid`;
  const [answer] = await load(deps.store.community, viewer, asked, at);
  return answer === undefined ? absent : ok(answer);
}

async function load(
  db: Kysely<Database>,
  viewer: Viewer,
  asked: Sql<unknown>,
  at: Instant,
): Promise<ToldAnswer[]> {
  const { rows } = await sql<Row>`
    select a.id, a.organisation_id as organisation, a.function, a.purpose, a.what, a.question, a.charge, a.minimum,
      a.asked_at as "askedAt", a.released, a.cells, a.variances, a.part_cells
    from community.noise_answer a
    where a.network_id = ${viewer.network} and a.what <> 'breach' and ${isOfNoHiddenSpace(viewer, at)} and ${asked}`.execute(
    db,
  );
  return rows.map(({ released, cells, variances, part_cells: partCells, ...answer }) => {
    const parts = inParts(cells ?? [released], partCells).map((numbers, n) => ({
      variance: BigInt(variances[n] ?? 0),
      numbers,
    }));
    return { ...answer, parts };
  });
}

/** What was heard in a space is there for whoever may know of the space, as it is asked by them alone. */
const isOfNoHiddenSpace = (viewer: Viewer, at: Instant): Sql<boolean> => sql`(
  a.what not in ('listening', 'terms') or (select case when t.topic ->> 0 = 'space' then exists (
      select 1 from community.actor s where s.network_id = ${viewer.network} and s.id = (t.topic ->> 1)::uuid
        and ${mayFilter(viewer, toRead(at), 'presence', 's')}) else true end
    from (select coalesce(a.question::jsonb -> 'listen', a.question::jsonb -> 'terms') -> 0 as topic) t))`;
