import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type NoiseTerms, type SaidTerms, widensIn } from '../../privacy/noise-terms.ts';
import { type ActorId, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lockSpent } from './budget.ts';
import { loadSigned, loadTerms, type SignedTerms } from './terms.ts';

/** On what terms an organisation is told numbers, and what was signed of them. */
export interface ToldTerms {
  readonly terms: NoiseTerms;
  readonly signed: readonly SignedTerms[];
}

/** For whoever holds a seat in the organisation. */
export async function readTerms(
  { store: { community: db } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<ToldTerms>> {
  const seated = await seatedIn(db, viewer, organisation, at);
  if (!seated.ok) return seated;
  return ok({
    terms: await loadTerms(db, viewer.network, organisation, at),
    signed: await loadSigned(db, viewer.network, organisation, at),
  });
}

/**
 * Has the organisation be told less: a larger minimum, or less ε, as any of its experts, at once and for good. What would
 * widen any of it is refused: the experts sign that. No question that begins afterwards is answered on other terms.
 */
export async function chooseTerms(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  said: SaidTerms,
  at: Instant,
): Promise<Result<ToldTerms>> {
  const { network, actor } = viewer;
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  if (actor === null) return absent;
  if (seated.value.disciplines.length === 0) {
    return refuse({ kind: 'forbidden', says: 'That is for the experts of the organisation.' });
  }
  const id = deps.ids.next(`noise choice ${organisation}`);
  const chosen = await deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    // One after the other, and after the questions that are being answered.
    await lockSpent(trx, network, organisation, at);
    const terms = await loadTerms(trx, network, organisation, at);
    const wider = widensIn(terms, said);
    if (wider !== null) return refuse({ kind: 'invalid', field: FIELDS[wider], says: WIDENS });
    await sql`
      insert into community.noise_choice (network_id, organisation_id, id, minimum, epsilon_of_quarter, epsilon_of_query,
        policy_first, chosen_by, valid_from, valid_until)
      values (${network}, ${organisation}, ${id}, ${said.minimum ?? null}, ${numberOf(said.epsilonOfQuarter)},
        ${numberOf(said.epsilonOfQuery)}, ${said.policyFirst ?? null}, ${actor.id}, ${timestamp(at)}::timestamptz, ${timestamp(FOREVER)}::timestamptz)`.execute(
      trx,
    );
    return ok(null);
  });
  return chosen.ok ? readTerms(deps, viewer, organisation, at) : chosen;
}

const numberOf = (millionths: bigint | undefined): number | null =>
  millionths === undefined ? null : Number(millionths);

const WIDENS =
  'would tell more than now, which the experts sign first: put a matter of the kind `noise` before them';
const FIELDS: Readonly<Record<keyof NoiseTerms, string>> = {
  minimum: 'minimum',
  epsilonOfQuarter: 'epsilon_of_quarter',
  epsilonOfQuery: 'epsilon_of_query',
  policyFirst: 'policy_first',
};
