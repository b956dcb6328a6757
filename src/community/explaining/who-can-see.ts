import { absent, ok, type Result } from '../../core/result.ts';
import { keyOf } from '../../privacy/audience.ts';
import { explain } from '../../privacy/explain.ts';
import type { Question } from '../../privacy/facts.ts';
import type { ActorId, ObjectId } from '../../privacy/words.ts';
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

/** The reverse list of a thing of the viewer's own: who may do this to it, over what the viewer may know. */
export async function whoCan(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  kind: GrantableKind,
  id: ObjectId,
  question: Question,
  { limit, after }: WhoPage,
): Promise<Result<WhoAnswer>> {
  const thing = await loadOwnThing(deps, viewer, kind, id, question.at);
  if (thing === null) return absent;
  const reached = await countReached(deps, viewer, question, thing);
  const name = await loadKeyNames(
    deps,
    viewer,
    [...reached.terms.flatMap(({ keys }) => keys), ...reached.except],
    question.at,
  );
  const { ids } = reached;
  const from = after === null ? 0 : ids.findIndex((one) => one > after);
  const page = from < 0 ? [] : ids.slice(from, from + limit);
  const more = from >= 0 && from + limit < ids.length;
  return ok({
    count: ids.length,
    visitors: reached.visitors,
    signedIn: reached.signedIn,
    people: page.map((one) => ({ id: one, through: through(reached, viewer, one, name) })),
    next: more ? (page.at(-1) ?? null) : null,
    notCounted: sayUncounted(reached.uncounted, name),
    says: sayReached(reached, name),
  });
}

/** The sets by which somebody is let in. */
function through(reached: Reached, viewer: Viewer, id: ActorId, name: KeyNamer): string[] {
  const { through: atoms } = explain(reached.question, factsFor(reached, viewer, id));
  return atoms.map((atom) => name(keyOf(atom)));
}
