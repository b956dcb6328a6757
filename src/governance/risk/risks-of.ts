import type { Kysely } from 'kysely';
import type { Policy } from '../../privacy/facts.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database, NetworkKind } from '../../store/schema.ts';
import { type HeldSeat, seatsOfOrganisation } from '../../store/seats.ts';
import { type Assessment, assess } from './assess.ts';
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

/** The network, as far as risks depend on it. */
export interface RiskGround {
  readonly id: NetworkId;
  readonly kind: NetworkKind;
  readonly policies: readonly Policy[];
}

/** The register of an organisation, assessed by the facts of now. Who may read it is its caller's to ask. */
export async function risksOf(
  db: Kysely<Database>,
  { id: network, kind: networkKind, policies }: RiskGround,
  organisation: ActorId,
  at: Instant,
): Promise<RiskRegister> {
  // One after the other: within a transaction there is one connection.
  const entries = await readRegister(db, network, organisation);
  const told = await toldNumbers(db, network, organisation, at);
  const observed = await loadObserved(db, network, organisation, at);
  const seats = await seatsOfOrganisation(db, network, organisation, at);
  const risks = entries.map((entry): Risk => {
    const { declared, owner } = entry;
    const facts: ProcessingFacts = {
      networkKind,
      declared,
      observed: observed.get(declared.purpose) ?? NOTHING_OBSERVED,
      guarded: guardedBy(policies, organisation, declared, at),
      seats: seats.filter(({ kind, name }) => kind === 'function' && includes(declared.functions, name))
        .length,
      members: membersOf(told, declared.purpose),
    };
    return { entry, owner: seats.find(({ id }) => id === owner) ?? null, facts, assessment: assess(facts) };
  });
  const declared = new Set(entries.map((entry) => entry.declared.purpose));
  return {
    risks,
    undeclared: [...observed].flatMap(([purpose, what]) =>
      declared.has(purpose) ? [] : [{ purpose, observed: what }],
    ),
  };
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
