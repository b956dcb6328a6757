import { z } from 'zod';
import { loadProfiles, type Profile } from '../community/actors/load-profiles.ts';
import type { ActorPage, ShownAttribute } from '../community/actors/show-actor.ts';
import { shownBadges } from '../community/actors/shown-badges.ts';
import type { AttributeKind } from '../privacy/disclosure.ts';
import { ACTOR_KINDS, type ActorId, type Instant } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import type { Viewer } from '../store/viewer.ts';
import { escapeHtml, htmlOfPlainText } from './plain-text.ts';

/**
 * An attribute that this viewer may see, at the precision at which it was disclosed. Of the kind `works-at` it is a badge: an
 * organisation confirmed by an address there. What is merely said of an employer is of the kind `employer`.
 */
export const attributeSchema = z.object({
  id: z.string(),
  kind: z.string(),
  value: z.string(),
  precision: z.string(),
});

/** Mastodon's Account (https://docs.joinmastodon.org/entities/Account/), with what it has no words for. */
export const accountSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    acct: z.string(),
    display_name: z.string(),
    locked: z.boolean(),
    bot: z.boolean(),
    discoverable: z.boolean().nullable(),
    group: z.boolean(),
    noindex: z.boolean(),
    created_at: z.string(),
    note: z.string(),
    url: z.string(),
    uri: z.string(),
    avatar: z.string(),
    avatar_static: z.string(),
    header: z.string(),
    header_static: z.string(),
    followers_count: z.int(),
    following_count: z.int(),
    statuses_count: z.int(),
    last_status_at: z.string().nullable(),
    emojis: z.array(z.never()),
    fields: z.array(z.object({ name: z.string(), value: z.string(), verified_at: z.null() })),
    waxseal: z.object({
      kind: z.enum(ACTOR_KINDS),
      naming: z.enum(['legal', 'chosen', 'pseudonym']),
      colour: z.int(),
      attributes: z.array(attributeSchema),
    }),
  })
  .meta({ id: 'Account' });

export type AccountEntity = z.output<typeof accountSchema>;

/**
 * Accounts as they stand inside other things, by id: no counts and no attributes, so that they are the same for
 * everybody. That the viewer sees something of each actor is the caller's to have established.
 */
export async function presentAccounts(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
  _at: Instant,
): Promise<Map<ActorId, AccountEntity>> {
  const profiles = await loadProfiles(deps, viewer, ids);
  return new Map([...profiles].map(([id, profile]) => [id, presentProfile(deps, profile)]));
}

/**
 * Accounts as owners are told of them among those whom something reaches: without what they say of themselves, since
 * somebody who blocks the owner may be among them, which isn't told.
 */
export async function presentFaces(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
  at: Instant,
): Promise<Map<ActorId, AccountEntity>> {
  const accounts = await presentAccounts(deps, viewer, ids, at);
  return new Map([...accounts].map(([id, account]) => [id, { ...account, note: '' }]));
}

/** One profile as an Account, without counts. */
export function presentProfile({ publicUrl }: Pick<Deps, 'publicUrl'>, profile: Profile): AccountEntity {
  const url = `${publicUrl}/n/${profile.network}/@${profile.handle}`;
  const avatar = `${publicUrl}/avatars/${profile.colour}/${initialOf(profile)}.svg`;
  const header = `${publicUrl}/avatars/${profile.colour}/header.svg`;
  return {
    id: profile.id,
    username: profile.handle,
    acct: profile.handle,
    display_name: profile.displayName,
    locked: profile.locked,
    bot: profile.bot,
    // Who may find an actor is a grant, which isn't told.
    discoverable: null,
    group: profile.kind === 'group',
    noindex: true,
    created_at: `${new Date(profile.createdAt).toISOString().slice(0, 10)}T00:00:00.000Z`,
    note: htmlOfPlainText(profile.note),
    url,
    uri: `${publicUrl}/n/${profile.network}/actors/${profile.id}`,
    avatar,
    avatar_static: avatar,
    header,
    header_static: header,
    followers_count: 0,
    following_count: 0,
    statuses_count: 0,
    last_status_at: null,
    emojis: [],
    fields: [],
    waxseal: { kind: profile.kind, naming: profile.naming, colour: profile.colour, attributes: [] },
  };
}

/** An actor's own page as an Account: with the counts and the attributes that its viewer may see. */
export function presentActorPage(deps: Pick<Deps, 'publicUrl'>, page: ActorPage): AccountEntity {
  const account = presentProfile(deps, page.profile);
  return {
    ...account,
    followers_count: page.followers,
    following_count: page.following,
    statuses_count: page.posts,
    last_status_at: page.lastPostAt === null ? null : new Date(page.lastPostAt).toISOString().slice(0, 10),
    fields: page.attributes.map(({ kind, value }) => ({
      name: wordsOf(kind),
      value: escapeHtml(value),
      verified_at: null,
    })),
    waxseal: { ...account.waxseal, attributes: page.attributes.map(presentAttribute) },
  };
}

const presentAttribute = ({ id, kind, value, precision }: ShownAttribute) => ({ id, kind, value, precision });

/** Accounts as people of a conversation: of what they say of themselves, the badges alone that the viewer may see. */
export async function presentWithBadges(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  viewer: Viewer,
  ids: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId, AccountEntity>> {
  const [accounts, badges] = await Promise.all([
    presentAccounts(deps, viewer, ids, at),
    shownBadges(deps, viewer, ids, at),
  ]);
  for (const [id, shown] of badges) {
    const account = accounts.get(id);
    if (account === undefined) continue;
    const attributes = shown.map(presentAttribute);
    accounts.set(id, { ...account, waxseal: { ...account.waxseal, attributes } });
  }
  return accounts;
}

/** `job-title` as `Job title`; of a badge, that it is confirmed. When is no one's to know. */
const wordsOf = (kind: AttributeKind): string => {
  const words = (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('-', ' ');
  return kind === 'works-at' ? `${words} (confirmed)` : words;
};

/** Stands for an actor whom the viewer no longer sees in a list of the viewer's own. */
export const presentUnseen = (deps: Pick<Deps, 'publicUrl'>, id: ActorId): AccountEntity =>
  presentProfile(deps, {
    id,
    kind: 'persona',
    handle: 'unseen',
    displayName: 'Somebody you can no longer see',
    note: '',
    naming: 'chosen',
    colour: 0,
    locked: true,
    bot: false,
    createdAt: 0,
    network: '-',
  });

/** The letter or digit by which the picture goes, as it stands in its address; `-` where the name has none. */
function initialOf({ displayName, handle }: Profile): string {
  const letter = /[\p{L}\p{N}]/u.exec(displayName.normalize('NFC'))?.[0] ?? /[\p{L}\p{N}]/u.exec(handle)?.[0];
  return encodeURIComponent(letter?.toUpperCase() ?? '-');
}
