import type { Audience } from '../../privacy/audience.ts';
import type { ActorId, BusinessFunction, Instant, Label, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Profile } from '../actors/load-profiles.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { ResourceCard } from '../resources/resource-cards.ts';
import type { Visibility } from './draft.ts';

/** Somebody mentioned, and the handles in the text that lead the viewer to them, in small letters. */
export interface Mentioned {
  readonly profile: Profile;
  readonly by: readonly string[];
}

/** What a post quotes, as its viewer sees it. */
export type Quoted =
  | { readonly kind: 'post'; readonly post: PostView }
  | { readonly kind: 'resource'; readonly resource: ResourceCard };

/** What posts quote, by id, as one viewer sees it; what they may not see isn't there. */
export type QuotedViews = ReadonlyMap<ObjectId, Quoted>;

/** A post as one viewer sees it, with everything that its presentation needs. */
export interface PostView {
  readonly id: ObjectId;
  readonly author: Profile;
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly label: Label;
  /** Null also where the viewer may not know of the space. */
  readonly space: Profile | null;
  /** In which it was said in an organisation's name; its holder where they let themselves be seen, by whoever may see them. */
  readonly seat: {
    readonly name: BusinessFunction;
    readonly number: number;
    readonly person: Profile | null;
  } | null;
  readonly replyTo: { readonly id: ObjectId; readonly author: ActorId } | null;
  /** The post that it repeats; `unseen` where its author, who boosted it once, may no longer see that. */
  readonly boosted: PostView | 'unseen' | null;
  /** The resource that its thread hangs on; `unseen` where its author may no longer see that. */
  readonly on: ResourceCard | 'unseen' | null;
  /** It passes that resource on, and says nothing itself. */
  readonly passesOn: boolean;
  /** What it quotes; null also where the viewer may not see that. */
  readonly quoted: Quoted | null;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
  /** As a word of Mastodon's; to others than the author it never says more than "not everybody". */
  readonly visibility: Visibility;
  /** How many of each this viewer may see. */
  readonly counts: { readonly favourites: number; readonly boosts: number; readonly replies: number };
  readonly mine: { readonly favourited: boolean; readonly boosted: boolean; readonly bookmarked: boolean };
  /** Those mentioned of whom the viewer may know; other handles are plain text. */
  readonly mentions: readonly Mentioned[];
  readonly tags: readonly string[];
  /** Files that go with it, in their order. */
  readonly attachments: readonly Attachment[];
  /** For whom this view is, and of when. */
  readonly shownTo: { readonly network: NetworkId; readonly viewer: ActorId | null; readonly at: Instant };
  readonly can: {
    readonly reply: boolean;
    readonly reshare: boolean;
    readonly quote: boolean;
    readonly download: boolean;
    readonly edit: boolean;
  };
  /** For the author alone: whom it is for. */
  readonly audience: Audience | null;
}
