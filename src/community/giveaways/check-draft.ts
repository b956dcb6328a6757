import { ok, type Result } from '../../core/result.ts';
import { findGiveaways, withoutOverlaps } from '../../giveaway/find.ts';
import type { Finding } from '../../giveaway/finding.ts';
import { findWithheld, type Withheld } from '../../giveaway/withheld.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceOfDraft, type ReachAnswer, type ReachQuestion, reachOf } from '../explaining/reach.ts';
import { withheldFrom } from './withheld-from.ts';

/** What a member is about to publish. */
export interface DraftWords extends ReachQuestion {
  readonly text: string;
  /** The warning that stands before it; empty where there is none. */
  readonly spoiler: string;
}

/** A piece of one of the draft's texts. */
export interface DraftFinding extends Finding {
  readonly in: 'text' | 'spoiler';
  /** Which of one's own attributes it names, where it is one that is withheld. */
  readonly attribute: string | null;
}

export interface DraftCheck {
  readonly findings: readonly DraftFinding[];
  readonly reach: ReachAnswer;
}

/**
 * What a draft would give away, and to whom: what its words are by themselves, and what they say of its author that
 * those who would see it are not shown. Nothing is kept of it.
 */
export async function checkDraft(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  { text, spoiler, ...asked }: DraftWords,
  at: Instant,
): Promise<Result<DraftCheck>> {
  const meant = await audienceOfDraft(deps, viewer, asked, at);
  if (!meant.ok) return meant;
  const withheld = await withheldFrom(deps, viewer, meant.value.audience, at);
  const findings = [...findingsIn('spoiler', spoiler, withheld), ...findingsIn('text', text, withheld)];
  return ok({ findings, reach: await reachOf(deps, viewer, meant.value, at) });
}

/** What is withheld goes before what the words are by themselves: it says more. */
function findingsIn(where: DraftFinding['in'], text: string, withheld: readonly Withheld[]): DraftFinding[] {
  const own = findWithheld(text, withheld);
  const others = findGiveaways(text).map((one) => ({ ...one, attribute: null }));
  return withoutOverlaps([...own, ...others]).map((one) => ({ ...one, in: where }));
}
