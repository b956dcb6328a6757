import { z } from 'zod';
import type { Profile } from '../community/actors/load-profiles.ts';
import { audienceJson } from '../community/audiences/audience-json.ts';
import type { PostView } from '../community/posts/view.ts';
import type { Deps } from '../store/deps.ts';
import { type AccountEntity, accountSchema, presentProfile } from './account.ts';
import { attachmentSchema, presentAttachment } from './attachment.ts';
import { htmlOfPost, tagUrl } from './content.ts';
import { linkTo, presentCard, previewOf } from './resource-card.ts';
import type { SeatEntity } from './seat.ts';

/** Mastodon's Status (https://docs.joinmastodon.org/entities/Status/), with what it has no words for. */
export type StatusEntity = ReturnType<typeof presentStatus>;

export const statusSchema = z
  .looseObject({
    id: z.string(),
    created_at: z.string(),
    edited_at: z.string().nullable(),
    in_reply_to_id: z.string().nullable(),
    in_reply_to_account_id: z.string().nullable(),
    visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
    sensitive: z.boolean(),
    spoiler_text: z.string(),
    content: z.string(),
    media_attachments: z.array(attachmentSchema),
    account: accountSchema,
    reblog: z.unknown().nullable(),
    quote: z.object({ state: z.string(), quoted_status: z.unknown() }).nullable(),
    card: z.looseObject({ url: z.string(), title: z.string() }).nullable(),
    favourites_count: z.int(),
    reblogs_count: z.int(),
    replies_count: z.int(),
  })
  .meta({ id: 'Status' });

type Given = Pick<Deps, 'publicUrl' | 'masterKey'>;

/** Posts as Statuses, in the same order. */
export const presentStatuses = (deps: Given, views: readonly PostView[]): StatusEntity[] =>
  views.map((view) => presentStatus(deps, view));

/** One post as a Status. */
export function presentStatus(deps: Given, view: PostView): StatusShape {
  const network = view.author.network;
  const url = `${deps.publicUrl}/n/${network}/posts/${view.id}`;
  return {
    id: view.id,
    created_at: new Date(view.createdAt).toISOString(),
    edited_at: view.editedAt === null ? null : new Date(view.editedAt).toISOString(),
    in_reply_to_id: view.replyTo?.id ?? null,
    in_reply_to_account_id: view.replyTo?.author ?? null,
    sensitive: view.sensitive,
    spoiler_text: view.spoiler,
    visibility: view.visibility,
    language: view.language,
    uri: url,
    url,
    replies_count: view.counts.replies,
    reblogs_count: view.counts.boosts,
    favourites_count: view.counts.favourites,
    favourited: view.mine.favourited,
    reblogged: view.mine.boosted,
    bookmarked: view.mine.bookmarked,
    muted: false,
    pinned: false,
    content: contentOf(deps, view),
    filtered: [],
    reblog: view.boosted === null || view.boosted === 'unseen' ? null : presentStatus(deps, view.boosted),
    application: null,
    account: presentProfile(deps, view.author),
    media_attachments: view.attachments.map((one) => presentAttachment(deps, one, view.shownTo)),
    mentions: view.mentions.map(({ profile }) => mentionOf(deps, profile)),
    tags: view.tags.map((tag) => ({ name: tag, url: tagUrl(deps.publicUrl, network, tag) })),
    emojis: [],
    quote:
      view.quoted?.kind === 'post'
        ? { state: 'accepted', quoted_status: presentStatus(deps, view.quoted.post) }
        : null,
    card: cardOf(deps, view),
    poll: null,
    waxseal: {
      label: view.label,
      space: view.space === null ? null : { id: view.space.id, title: view.space.displayName },
      can: view.can,
      ...(view.seat === null ? {} : { seat: presentSeat(deps, view.seat) }),
      ...(view.on === null || view.on === 'unseen'
        ? {}
        : { resource: { ...presentCard(deps, view.on), passed_on: view.passesOn } }),
      ...(view.quoted?.kind === 'resource' ? { quoted: presentCard(deps, view.quoted.resource) } : {}),
      ...(view.audience === null ? {} : { audience: audienceJson(view.audience) }),
    },
  };
}

const presentSeat = (deps: Given, { name, number, person }: NonNullable<PostView['seat']>): SeatEntity => ({
  function: name,
  number,
  account: person === null ? null : presentProfile(deps, person),
});

interface StatusShape extends Record<string, unknown> {
  readonly id: string;
  readonly content: string;
  readonly account: AccountEntity;
  readonly reblog: StatusShape | null;
}

/** The resource that it quotes, or else that it speaks of: as a preview, which clients show below a post. */
function cardOf(deps: Given, { quoted, on }: PostView) {
  if (quoted?.kind === 'resource') return previewOf(deps, quoted.resource);
  return on === null || on === 'unseen' ? null : previewOf(deps, on);
}

function contentOf(deps: Given, view: PostView): string {
  if (view.passesOn) {
    return view.on === null || view.on === 'unseen'
      ? '<p>You passed something on that you can no longer see.</p>'
      : linkTo(deps, view.on);
  }
  if (view.boosted === 'unseen') return '<p>You boosted a post that you can no longer see.</p>';
  if (view.boosted !== null) return contentOf(deps, view.boosted);
  const byHandle = new Map(
    view.mentions.flatMap(({ profile, by }) => by.map((handle) => [handle, profile] as const)),
  );
  const network = view.author.network;
  return htmlOfPost(view.text, {
    tag: (tag) => tagUrl(deps.publicUrl, network, tag),
    mention(handle, slug) {
      const profile = byHandle.get(handle.toLowerCase());
      if (profile === undefined || (slug !== null && slug.toLowerCase() !== network)) return null;
      const isCurrent = handle.toLowerCase() === profile.handle.toLowerCase();
      return { url: urlOf(deps, profile), name: isCurrent ? profile.handle : handle };
    },
  });
}

const urlOf = ({ publicUrl }: Given, { network, handle }: Profile): string =>
  `${publicUrl}/n/${network}/@${handle}`;

const mentionOf = (deps: Given, profile: Profile) => ({
  id: profile.id,
  username: profile.handle,
  acct: profile.handle,
  url: urlOf(deps, profile),
});
