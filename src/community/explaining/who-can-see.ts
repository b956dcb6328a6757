import { absent, ok, type Result } from '../../core/result.ts';
import { keyOf } from '../../privacy/audience.ts';
import { explain } from '../../privacy/explain.ts';
import type { Question } from '../../privacy/facts.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type KeyNamer, loadKeyNames } from '../audiences/describe-audience.ts';
import type { GrantableKind } from '../grants/grantable.ts';
import { countReached, factsFor, type Reached } from './counted.ts';
import { loadOwnThing } from './load-own-thing.ts';
import { type Named, sayReached, sayUncounted } from './say-reached.ts';

export interface WhoPage {
  readonly limit: number;
  /** The last of the page before. */
  readonly after: ActorId | null;
}

export interface WhoAnswer {
  readonly count: number;
  readonly visitors: boolean;
  readonly signedIn: boolean;
  readonly people: readonly { readonly id: ActorId; readonly through: readonly string[] }[];
  readonly next: ActorId | null;
  readonly notCounted: readonly Named[];
  readonly says: string;
}

/**
 * The reverse list of a thing of the viewer's own: who may do this to it, over what the viewer may know.
 * @param now where the question is about an earlier instant
 */
export async function whoCan(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  kind: GrantableKind,
  id: ObjectId,
  question: Question,
  { limit, after }: WhoPage,
  now: Instant = question.at,
): Promise<Result<WhoAnswer>> {
  const thing = await loadOwnThing(deps, viewer, kind, id, question.at);
  if (thing === null) return absent;
  const counted = await countReached(deps, viewer, question, thing, now);
  const name = await loadKeyNames(
    deps,
    viewer,
    [...counted.terms.flatMap(({ keys }) => keys), ...counted.except],
    now,
  );
  const { reached } = counted;
  // One more than asked tells whether there are more.
  const found = reached.first(limit + 1, after);
  const page = found.slice(0, limit);
  return ok({
    count: reached.size,
    visitors: counted.visitors,
    signedIn: counted.signedIn,
    people: page.map((one) => ({ id: one, through: through(counted, viewer, one, name) })),
    next: found.length > limit ? (page.at(-1) ?? null) : null,
    notCounted: sayUncounted(counted.uncounted, name),
    says: sayReached(counted, name),
  });
}

/** The sets by which somebody is let in. */
function through(reached: Reached, viewer: Viewer, id: ActorId, name: KeyNamer): string[] {
  const { through: atoms } = explain(reached.question, factsFor(reached, viewer, id));
  return atoms.map((atom) => name(keyOf(atom)));
}
