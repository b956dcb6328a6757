import { absent, ok, type Result } from '../../core/result.ts';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ObjectFacts } from '../../privacy/facts.ts';
import type { ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadKeyNames } from '../audiences/describe-audience.ts';
import { readLockdown } from '../lockdown/read-lockdown.ts';
import { reachOfDraft } from '../posts/audience-of-draft.ts';
import { postGrant } from '../posts/post-grant.ts';
import { seenOriginal } from '../posts/post-source.ts';
import { spaceToPostIn } from '../posts/space-to-post-in.ts';
import { countReached, ownThing } from './counted.ts';
import { type Named, sayReached, sayUncounted } from './say-reached.ts';

/** What a member is about to share. */
export interface ReachQuestion {
  /** As the API says it; without it, as a post without it would be shared. */
  readonly audience?: unknown;
  readonly space: ActorId | null;
  readonly replyTo: ObjectId | null;
}

export interface ReachAnswer {
  readonly count: number;
  /** The first of them. */
  readonly people: readonly ActorId[];
  readonly notCounted: readonly Named[];
  readonly says: string;
}

const SHOWN = 20;

/** Who and how many a draft would reach, over what the asker may know. */
export async function reach(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: ReachQuestion,
  at: Instant,
): Promise<Result<ReachAnswer>> {
  const meant = await audienceOfDraft(deps, viewer, asked, at);
  return meant.ok ? ok(await reachOf(deps, viewer, meant.value, at)) : meant;
}

/** For whom a draft is, as its author says it. */
export interface DraftAudience {
  readonly audience: Audience;
  /** The draft as if it were published. */
  readonly object: ObjectFacts;
}

/** Works out for whom a draft is; refused where it couldn't be posted so. */
export async function audienceOfDraft(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: ReachQuestion,
  at: Instant,
): Promise<Result<DraftAudience>> {
  const self = viewer.actor?.id;
  if (self === undefined) return absent;
  const parent = asked.replyTo === null ? null : await seenOriginal(deps, viewer, asked.replyTo, at);
  if (asked.replyTo !== null && parent === null) return absent;
  const place = await spaceToPostIn(deps, viewer, asked.space, parent, at);
  if (!place.ok) return place;
  const draft = {
    ...(asked.audience === undefined ? {} : { audience: asked.audience }),
    visibility: null,
    replyTo: asked.replyTo,
    reshare: null,
    files: false,
  };
  const meant = await reachOfDraft(deps, viewer, self, draft, [], place.value.bound, at);
  if (!meant.ok) return meant;
  const above = parent === null ? [] : [parent.facts.object, ...parent.facts.object.within];
  const lockdown = await readLockdown(deps, viewer, at);
  const object: ObjectFacts = {
    kind: 'post',
    id: '' as ObjectId,
    owner: self,
    ownerSuspensions: [],
    ownerLockdowns: lockdown === null ? [] : [lockdown],
    label: 'public',
    since: at,
    grants: [postGrant('' as GrantId, { audience: meant.value.audience, actions: ['see'] }, at)],
    within: above.map((up) => ({ ...up, within: [] })),
  };
  return ok({ audience: meant.value.audience, object });
}

/** Counts those whom it would reach. */
export async function reachOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { audience, object }: DraftAudience,
  at: Instant,
): Promise<ReachAnswer> {
  const counted = await countReached(deps, viewer, toRead(at), ownThing(object));
  const name = await loadKeyNames(deps, viewer, keysOf(audience), at);
  return {
    count: counted.reached.size,
    people: counted.reached.first(SHOWN),
    notCounted: sayUncounted(counted.uncounted, name),
    says: sayReached(counted, name),
  };
}
