import type { PostView } from '../posts/view.ts';

/**
 * A post of the asker's own without what only its author is told, and without what others did with it: of that,
 * everybody sees their own part, which isn't the asker's to know.
 */
export function asOthersSeeIt(
  view: PostView,
  may: (action: 'reply' | 'reshare' | 'quote' | 'download') => boolean,
): PostView {
  return {
    ...view,
    visibility: view.visibility === 'direct' ? 'private' : view.visibility,
    counts: { favourites: 0, boosts: 0, replies: 0 },
    mine: { favourited: false, boosted: false, bookmarked: false },
    can: {
      reply: may('reply'),
      reshare: may('reshare'),
      quote: may('quote'),
      download: may('download'),
      edit: false,
    },
    audience: null,
    // Whether others may see that isn't the asker's to know.
    quoted: null,
  };
}
