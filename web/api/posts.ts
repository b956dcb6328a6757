import type { Client } from './client.ts';
import type { Page } from './http.ts';
import { inSeat } from './organisations.ts';
import type { Label } from './resources.ts';
import type { AudienceJson, Context, Notification, SearchResults, Status } from './types.ts';

export interface NewPost {
  status: string;
  audience?: AudienceJson;
  in_reply_to_id?: string;
  quoted_status_id?: string;
  label?: Label;
  space_id?: string;
  media_ids?: readonly string[];
  spoiler_text?: string;
}

/**
 * @param key makes sending twice the same as once
 * @param seat in which it is said for an organisation
 */
export const publishPost = (client: Client, post: NewPost, key: string, seat?: string): Promise<Status> =>
  client.post('/api/v1/statuses', post, { headers: { 'idempotency-key': key, ...inSeat(seat) } });

export const editPost = (
  client: Client,
  id: string,
  post: { status: string; spoiler_text: string },
  etag: string,
  seat?: string,
): Promise<Status> =>
  client.put(`/api/v1/statuses/${id}`, post, { headers: { 'if-match': etag, ...inSeat(seat) } });

export const deletePost = (client: Client, id: string, seat?: string): Promise<unknown> =>
  client.delete(`/api/v1/statuses/${id}`, { headers: inSeat(seat) });

export const showPost = (client: Client, id: string, signal?: AbortSignal): Promise<Status> =>
  client.get(`/api/v1/statuses/${id}`, signal === undefined ? {} : { signal });

/** As its author sees it, in a seat of the organisation that it is by: with whom it is for. */
export const showPostInSeat = (client: Client, id: string, seat: string): Promise<Status> =>
  client.get(`/api/v1/statuses/${id}`, { headers: inSeat(seat) });

export const showContext = (client: Client, id: string): Promise<Context> =>
  client.get(`/api/v1/statuses/${id}/context`);

/** The words of a post as they were written. */
export interface PostSource {
  text: string;
  spoiler_text: string;
  etag: string;
}

export const postSource = (client: Client, id: string, seat?: string): Promise<PostSource> =>
  client.get(`/api/v1/statuses/${id}/source`, { headers: inSeat(seat) });

export type PostDeed = 'favourite' | 'unfavourite' | 'reblog' | 'unreblog' | 'bookmark' | 'unbookmark';

export const doToPost = (client: Client, id: string, deed: PostDeed): Promise<Status> =>
  client.post(`/api/v1/statuses/${id}/${deed}`);

export const changePostAudience = (
  client: Client,
  id: string,
  audience: AudienceJson,
  seat?: string,
): Promise<unknown> =>
  client.put(`/api/privacy/v1/posts/${id}/audience`, { audience }, { headers: inSeat(seat) });

/** A list of posts, newest first. */
export type PostList =
  | { of: 'home' | 'network' | 'bookmarks' | 'favourites' }
  | { of: 'tag'; tag: string }
  | { of: 'account'; account: string }
  | { of: 'space'; space: string };

export const listPosts = (client: Client, list: PostList, max_id: string | null): Promise<Page<Status>> =>
  client.page(pathOf(list), { query: { limit: 20, ...(max_id === null ? {} : { max_id }) } });

function pathOf(list: PostList): string {
  switch (list.of) {
    case 'home':
      return '/api/v1/timelines/home';
    case 'network':
      return '/api/v1/timelines/public';
    case 'bookmarks':
    case 'favourites':
      return `/api/v1/${list.of}`;
    case 'tag':
      return `/api/v1/timelines/tag/${encodeURIComponent(list.tag)}`;
    case 'account':
      return `/api/v1/accounts/${list.account}/statuses`;
    case 'space':
      return `/api/privacy/v1/spaces/${list.space}/posts`;
  }
}

export const listNotifications = (client: Client, max_id: string | null): Promise<Page<Notification>> =>
  client.page('/api/v1/notifications', { query: { limit: 30, ...(max_id === null ? {} : { max_id }) } });

export const clearNotifications = (client: Client): Promise<unknown> =>
  client.post('/api/v1/notifications/clear');

export const searchAll = (client: Client, q: string, signal?: AbortSignal): Promise<SearchResults> =>
  client.get('/api/v2/search', { query: { q, limit: 20 }, ...(signal === undefined ? {} : { signal }) });
