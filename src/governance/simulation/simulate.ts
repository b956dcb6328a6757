import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, ObjectKind, PolicyTextId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ClauseFinding, findingsOf } from './clauses.ts';
import { type ClauseBox, type Drafted, underDraft } from './draft.ts';
import { lockedOutOf } from './lockout.ts';
import { type StoppedDeeds, stoppedDeeds } from './own-deeds.ts';
import { changedReaches, type Reach } from './reaches.ts';

/** A draft, whose it is, for whom it would go, and what it would replace. */
export interface Draft {
  readonly organisation: ActorId;
  readonly scope: 'network' | 'organisation';
  readonly boxes: readonly ClauseBox[];
  readonly replaces: PolicyTextId | null;
}

/** What a draft would do. None of it was counted among members. */
export interface Simulation {
  /** What everybody would be shut out of: such a draft is refused. */
  readonly lockedOut: readonly ObjectKind[];
  readonly clauses: readonly ClauseFinding[];
  readonly reaches: readonly Reach[];
  readonly deeds: StoppedDeeds;
}

/**
 * Tries a draft against the policies in force, for who holds a seat in the organisation. By classes of questions and the
 * organisation's own deeds alone, so that it can be tried as often as one likes: members are counted apart, with noise.
 */
export async function simulate(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  draft: Draft,
  at: Instant,
): Promise<Result<Simulation>> {
  const seated = await seatedIn(deps.store.community, viewer, draft.organisation, at);
  if (!seated.ok) return seated;
  const { network, networkFacts } = viewer;
  const seats = await seatsOfOrganisation(deps.store.community, network, draft.organisation, at);
  const functions = [...new Set(seats.flatMap((seat) => (seat.kind === 'function' ? [seat.name] : [])))];
  const drafted = draftedFor(viewer, draft, at);
  const around = {
    highestLabel: networkFacts.highestLabel,
    functions,
    isOwn: draft.scope === 'organisation',
  };
  return ok({
    lockedOut: lockedOutOf(drafted.after, at),
    clauses: findingsOf(draft.boxes, drafted, around),
    reaches: changedReaches(drafted, draft.organisation, functions, at),
    deeds: await stoppedDeeds(deps, network, draft.organisation, draft.boxes, drafted, at),
  });
}

export const draftedFor = ({ networkFacts }: Viewer, { boxes, replaces }: Draft, at: Instant): Drafted =>
  underDraft(networkFacts.policies, boxes, replaces, at);
