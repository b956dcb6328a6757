import { loadProfiles, type Profile } from '../../community/actors/load-profiles.ts';
import type { ActorId, ActorKind, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Naming } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { htmlOfPlainText } from './plain-text.ts';

/** An attribute that this viewer may see, at the precision at which it was disclosed. */
export interface AttributeEntity {
  readonly id: string;
  readonly kind: string;
  readonly value: string;
  readonly precision: string;
}

/** Mastodon's Account (https://docs.joinmastodon.org/entities/Account/), with what it has no words for. */
export interface AccountEntity {
  readonly id: ActorId;
  readonly username: string;
  readonly acct: string;
  readonly display_name: string;
  readonly locked: boolean;
  readonly bot: boolean;
  readonly discoverable: boolean | null;
  readonly group: boolean;
  readonly noindex: boolean;
  readonly created_at: string;
  readonly note: string;
  readonly url: string;
  readonly uri: string;
  readonly avatar: string;
  readonly avatar_static: string;
  readonly header: string;
  readonly header_static: string;
  readonly followers_count: number;
  readonly following_count: number;
  readonly statuses_count: number;
  readonly last_status_at: string | null;
  readonly emojis: readonly never[];
  readonly fields: readonly { name: string; value: string; verified_at: null }[];
  readonly waxseal: {
    readonly kind: ActorKind;
    readonly naming: Naming;
    readonly colour: number;
    readonly attributes: readonly AttributeEntity[];
  };
}

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
