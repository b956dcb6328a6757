import { absent, ok, type Result } from '../../core/result.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type HeldSeat, seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Assessment, assess } from './assess.ts';
import { asExpert } from './expert.ts';
import { guardedBy } from './guarded.ts';
import { loadObserved } from './observed.ts';
import { NOTHING_OBSERVED, type Observed, type ProcessingFacts } from './processing.ts';
import { type Entry, readRegister } from './register.ts';
import { toldNumbers } from './told-numbers.ts';

/** A processing with its facts as they stand, and what they make of its risk. */
export interface Risk {
  readonly entry: Entry;
  /** Who answers for it; null where that seat is empty now. */
  readonly owner: HeldSeat | null;
  readonly facts: ProcessingFacts;
  readonly assessment: Assessment;
}

/** An organisation's register, with what ran without being in it. */
export interface RiskRegister {
  readonly risks: readonly Risk[];
  readonly undeclared: readonly { readonly purpose: Purpose; readonly observed: Observed }[];
}

/** The register of an organisation, assessed by the facts of now; for its experts. */
export async function loadRisks(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<RiskRegister>> {
  const expert = await asExpert(deps, viewer, organisation, at);
  if (!expert.ok) return expert;
  const { network, networkFacts } = viewer;
  const { community } = deps.store;
  const [entries, told, observed, seats, { kind: networkKind }] = await Promise.all([
    readRegister(deps, network, organisation),
    toldNumbers(deps, network, organisation, at),
    loadObserved(deps, network, organisation, at),
    seatsOfOrganisation(community, network, organisation, at),
    community
      .selectFrom('community.network')
      .select('kind')
      .where('id', '=', network)
      .executeTakeFirstOrThrow(),
  ]);
  const risks = entries.map((entry): Risk => {
    const { declared, owner } = entry;
    const facts: ProcessingFacts = {
      networkKind,
      declared,
      observed: observed.get(declared.purpose) ?? NOTHING_OBSERVED,
      guarded: guardedBy(networkFacts.policies, organisation, declared, at),
      seats: new Set(
        seats
          .filter(({ kind, name }) => kind === 'function' && includes(declared.functions, name))
          .map(({ id }) => id),
      ).size,
      members: membersOf(told, declared.purpose),
    };
    return { entry, owner: seats.find(({ id }) => id === owner) ?? null, facts, assessment: assess(facts) };
  });
  const declared = new Set(entries.map((entry) => entry.declared.purpose));
  return ok({
    risks,
    undeclared: [...observed].flatMap(([purpose, what]) =>
      declared.has(purpose) ? [] : [{ purpose, observed: what }],
    ),
  });
}

/** One of them. */
export async function loadRisk(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  id: string,
  at: Instant,
): Promise<Result<Risk>> {
  const register = await loadRisks(deps, viewer, organisation, at);
  if (!register.ok) return register;
  const risk = register.value.risks.find(({ entry }) => entry.id === id);
  return risk === undefined ? absent : ok(risk);
}

/** The minimum of `src/insight/noise/release.ts`, below which no number is told. */
const AT_LEAST = 10;

const membersOf = (
  told: ReadonlyMap<Purpose, number | null>,
  purpose: Purpose,
): ProcessingFacts['members'] => {
  const about = told.get(purpose);
  return about === undefined ? null : { about, atLeast: AT_LEAST };
};

const includes = (list: readonly string[], one: string): boolean => list.includes(one);
