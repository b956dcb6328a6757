import { ok, type Result } from '../../core/result.ts';
import { findGiveaways, withoutOverlaps } from '../../giveaway/find.ts';
import type { Finding } from '../../giveaway/finding.ts';
import { findWithheld, type Withheld } from '../../giveaway/withheld.ts';
import type { ObjectFacts } from '../../privacy/facts.ts';
import type { ConversationId, GrantId, Instant, Label, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceNow } from '../conversations/conversation.ts';
import { openConversation } from '../conversations/open-conversation.ts';
import {
  audienceOfDraft,
  type DraftAudience,
  type ReachAnswer,
  type ReachQuestion,
  reachOf,
} from '../explaining/reach.ts';
import { postGrant } from '../posts/post-grant.ts';
import { repeatedIn } from '../resources/repeated-words.ts';
import { withheldFrom } from './withheld-from.ts';

/** What a member is about to publish. */
export interface DraftWords extends ReachQuestion {
  readonly text: string;
  /** The warning that stands before it; empty where there is none. */
  readonly spoiler: string;
  /** Under which it is to be published. */
  readonly label: Label;
  /** Instead of a place for a post: it is to be said in this conversation. */
  readonly conversation: ConversationId | null;
}

/** A piece of one of the draft's texts. */
export interface DraftFinding extends Finding {
  readonly in: 'text' | 'spoiler';
  /** Which of one's own attributes it names, where it is one that is withheld. */
  readonly attribute: string | null;
  /** What it repeats, where that is labelled and may not be repeated so: it would be refused. */
  readonly labelled: { readonly title: string; readonly label: Label } | null;
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
  { text, spoiler, label, conversation, ...asked }: DraftWords,
  at: Instant,
): Promise<Result<DraftCheck>> {
  const meant =
    conversation === null
      ? await audienceOfDraft(deps, viewer, asked, at)
      : await audienceOfMessage(deps, viewer, conversation, at);
  if (!meant.ok) return meant;
  const withheld = await withheldFrom(deps, viewer, meant.value.audience, at);
  const labelled = (where: DraftFinding['in'], words: string) =>
    labelledIn(deps, viewer, where, words, label, at);
  const findings = [
    ...(await labelled('spoiler', spoiler)),
    ...findingsIn('spoiler', spoiler, withheld),
    ...(await labelled('text', text)),
    ...findingsIn('text', text, withheld),
  ];
  return ok({ findings, reach: await reachOf(deps, viewer, meant.value, at) });
}

/** What is withheld goes before what the words are by themselves: it says more. */
function findingsIn(where: DraftFinding['in'], text: string, withheld: readonly Withheld[]): DraftFinding[] {
  const own = findWithheld(text, withheld);
  const others = findGiveaways(text).map((one) => ({ ...one, attribute: null }));
  return withoutOverlaps([...own, ...others]).map((one) => ({ ...one, in: where, labelled: null }));
}

/** What it repeats of what is labelled, which is refused when it is published. */
async function labelledIn(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  where: DraftFinding['in'],
  text: string,
  under: Label,
  at: Instant,
): Promise<DraftFinding[]> {
  const repeated = await repeatedIn(deps, viewer, text, under, at);
  return repeated.map(({ title, label, start, end }) => ({
    kind: 'labelled',
    start,
    end,
    certainty: 'sure',
    attribute: null,
    in: where,
    labelled: { title, label },
  }));
}

/** Those in a conversation of the viewer's, to whom a message of theirs would go. */
async function audienceOfMessage(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<DraftAudience>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const audience = audienceNow(opened.value.conversation);
  const object: ObjectFacts = {
    kind: 'message',
    id: '' as ObjectId,
    owner: opened.value.me,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label: 'public',
    conversation: opened.value.conversation.origin,
    since: at,
    grants: [postGrant('' as GrantId, { audience, actions: ['see'] }, at)],
    within: [],
  };
  return ok({ audience, object });
}
