import type { BusinessFunction, Instant, ObjectKind } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ClauseFinding, findingsOf } from './clauses.ts';
import { type Draft, draftedFor } from './draft.ts';
import { lockedOutOf } from './lockout.ts';
import { type StoppedDeeds, stoppedDeeds } from './own-deeds.ts';
import { changedReaches, type Reach } from './reaches.ts';

/** What a draft would do. None of it was counted among members. */
export interface Simulation {
  /** What everybody would be shut out of: such a draft is refused. */
  readonly lockedOut: readonly ObjectKind[];
  readonly clauses: readonly ClauseFinding[];
  readonly reaches: readonly Reach[];
  /** In which somebody acts for the organisation. */
  readonly functions: readonly BusinessFunction[];
  readonly deeds: StoppedDeeds;
}

/**
 * Tries a draft against the policies in force, by classes of questions and the organisation's own deeds alone, so that it can
 * be tried as often as one likes: members are counted apart, with noise.
 */
export async function simulate(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  draft: Draft,
  at: Instant,
): Promise<Simulation> {
  const { network, networkFacts } = viewer;
  const seats = await seatsOfOrganisation(deps.store.community, network, draft.organisation, at);
  const functions = [...new Set(seats.flatMap((seat) => (seat.kind === 'function' ? [seat.name] : [])))];
  const drafted = draftedFor(viewer, draft, at);
  const around = {
    highestLabel: networkFacts.highestLabel,
    functions,
    isOwn: draft.scope === 'organisation',
  };
  return {
    functions,
    lockedOut: lockedOutOf(drafted.after, at),
    clauses: findingsOf(draft.boxes, drafted, around),
    reaches: changedReaches(drafted, draft.organisation, functions, at),
    deeds: await stoppedDeeds(deps, network, draft.organisation, draft.boxes, drafted, at),
  };
}
