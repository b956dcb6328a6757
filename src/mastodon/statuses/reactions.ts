import { unboostPost } from '../../community/posts/boost.ts';
import { bookmark, favourite, takeBack } from '../../community/posts/react.ts';
import { reaction } from './reaction.ts';

export const favouriteStatus = reaction('favourite', 'Like a post', favourite);

export const unfavouriteStatus = reaction('unfavourite', 'Take a like back', (deps, viewer, post, at) =>
  takeBack(deps, viewer, 'favourite', post, at),
);

export const bookmarkStatus = reaction('bookmark', 'Bookmark a post', bookmark);

export const unbookmarkStatus = reaction('unbookmark', 'Take a bookmark back', (deps, viewer, post, at) =>
  takeBack(deps, viewer, 'bookmark', post, at),
);

export const unreblogStatus = reaction('unreblog', 'Take a boost back', unboostPost);
