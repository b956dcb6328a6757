import type { Endpoint } from '../../http/endpoint.ts';
import { postAudienceEndpoints } from './post-audience.ts';
import { spacePosts } from './space-posts.ts';

/** What Mastodon has no words for about posts. */
export const postEndpoints: readonly Endpoint[] = [...postAudienceEndpoints, spacePosts];
