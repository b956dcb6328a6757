import { MOST_ATTACHMENTS } from '../../community/attachments/attachment.ts';
import { MOST_PIXELS } from '../../community/files/clean-picture.ts';
import { LARGEST_FILE, LARGEST_PICTURE } from '../../community/files/keep-file.ts';
import { CLEANABLE } from '../../community/files/sniff.ts';
import { networkById } from '../../community/networks/find-networks.ts';
import { LONGEST_POST } from '../../community/posts/draft.ts';
import type { Caller } from '../../http/endpoint.ts';
import type { Deps } from '../../store/deps.ts';

/** What both versions of the instance entity say. */
export interface Described {
  readonly domain: string;
  readonly title: string;
  readonly description: string;
  readonly open: boolean;
  readonly approval: boolean;
  readonly streaming: string;
}

/**
 * A release of Mastodon whose client API this one follows, so that clients offer what is there; then our own name, as
 * other servers of the same API write it.
 */
export const VERSION = '4.2.0 (compatible; Waxseal)';

/** The caller's network; without one, the server itself, for apps that have yet to be let in. */
export async function describe(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  caller: Caller | null,
): Promise<Described> {
  const url = new URL(deps.publicUrl);
  const server = {
    domain: url.host,
    streaming: deps.publicUrl.replace(/^http/, 'ws'),
  };
  if (caller === null) {
    const description = 'A sealed community: everybody says who may see what.';
    return { ...server, title: 'Waxseal', description, open: true, approval: false };
  }
  const { title, description, rules } = await networkById(deps, caller.viewer.network);
  return {
    ...server,
    title,
    description,
    open: rules.join === 'open' || rules.join === 'approval',
    approval: rules.join === 'approval',
  };
}

/** Limits that clients ask for. */
export const configuration = {
  accounts: { max_featured_tags: 0, max_pinned_statuses: 0 },
  statuses: {
    max_characters: LONGEST_POST,
    max_media_attachments: MOST_ATTACHMENTS,
    characters_reserved_per_url: 23,
  },
  media_attachments: {
    supported_mime_types: [
      ...CLEANABLE,
      'text/plain',
      'application/pdf',
      'application/zip',
      'application/octet-stream',
    ],
    image_size_limit: LARGEST_PICTURE,
    image_matrix_limit: MOST_PIXELS,
    video_size_limit: LARGEST_FILE,
    video_frame_rate_limit: 0,
    video_matrix_limit: 0,
  },
  polls: { max_options: 0, max_characters_per_option: 0, min_expiration: 0, max_expiration: 0 },
} as const;
