import { decide, toRead } from '../privacy/decide.ts';
import type { Acting } from '../privacy/facts.ts';
import { holdsKey } from '../privacy/holds-key.ts';
import type { Instant, ObjectId, ObjectKind } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { type Candidate, loadPage, type Rows } from './facts.ts';
import type { Viewer } from './viewer.ts';

/** One stretch of a list: older than `before` and newer than `after`, where they are given. */
export interface Stretch {
  readonly before: ObjectId | null;
  readonly after: ObjectId | null;
  /** Oldest first; else newest first. */
  readonly upward: boolean;
  readonly take: number;
  /** Find what may be the viewer's by the audiences that they are in: for viewers who see little of the list. */
  readonly narrowed: boolean;
}

export interface PageRequest {
  readonly kind: ObjectKind;
  readonly limit: number;
  readonly before: ObjectId | null;
  /** Newest page that is newer than this one. */
  readonly since: ObjectId | null;
  /** The page right above this one. */
  readonly after: ObjectId | null;
  /** Rows to read at first. */
  readonly take: number;
  /**
   * Much of the list may not be the viewer's: a stretch that isn't narrowed looks at no more than the nearest of it, so
   * that where it comes out short the list need not be at its end.
   */
  readonly sparse?: boolean;
  /** In whose name it is read; absent is the viewer's own. */
  readonly as?: Acting;
  /** SQL of a stretch, in its order, with the columns that {@link loadCandidates} asks for. */
  rows(stretch: Stretch): Rows;
}

/** Stretches of the first size, before longer ones are read. */
const FEW_ROUNDS = 2;
const MANY = 200;

/**
 * A page of what the viewer may see, newest first: reads candidates, decides each by the core over facts fetched for
 * just those, and reads on until the page is full or the list at its end. The page's cursor is its last visible item,
 * so that nothing tells how many were left out.
 */
export async function visiblePage(
  store: Pick<Store, 'community'>,
  viewer: Viewer,
  at: Instant,
  request: PageRequest,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const upward = request.after !== null;
  let { before, after } = request;
  for (let round = 0; ; round++) {
    const narrowed = request.sparse === true && round > 0;
    const take = narrowed || round >= FEW_ROUNDS ? MANY : request.take;
    const rows = request.rows({ before, after: after ?? request.since, upward, take, narrowed });
    const { candidates, isLast } = await loadPage(store, viewer, { kind: request.kind, rows }, at);
    for (const candidate of candidates) {
      if (found.length < request.limit && isVisible(candidate, at, request.as)) found.push(candidate);
    }
    const isAtEnd = isLast || (candidates.length < take && (narrowed || request.sparse !== true));
    if (found.length >= request.limit || isAtEnd) break;
    const last = candidates.at(-1)?.id ?? null;
    if (upward) after = last ?? after;
    else before = last ?? before;
  }
  return upward ? found.reverse() : found;
}

/** By the core, and still through the set by which it came. */
export function isVisible({ facts, via }: Candidate, at: Instant, as?: Acting): boolean {
  if (via !== null && !holdsKey(facts.viewer, via, at)) return false;
  return decide(toRead(at, as), facts).allowed;
}
