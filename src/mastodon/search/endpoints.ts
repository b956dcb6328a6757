import { z } from 'zod';
import { searchActors } from '../../community/actors/find-actors.ts';
import { searchPosts, searchTags } from '../../community/search/search-posts.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { tagUrl } from '../../present/content.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import type { ActorId, ObjectId } from '../../privacy/words.ts';
import { looksOfPage } from '../../store/looks.ts';
import { flag } from '../statuses/status-input.ts';

const most = (limit: number, usual: number) =>
  z.coerce
    .number('must be a number')
    .int()
    .min(0)
    .default(usual)
    .transform((n) => Math.min(n, limit));

const search = endpoint({
  method: 'get',
  path: '/api/v2/search',
  summary: 'Search accounts, posts and hashtags among what one may find and see',
  auth: 'viewer',
  scope: 'read',
  query: z.object({
    q: z.string('say what to search for').max(500),
    type: z.enum(['accounts', 'hashtags', 'statuses'], 'is none of accounts, hashtags, statuses').optional(),
    limit: most(40, 20),
    offset: most(1000, 0),
    following: flag.default(false),
    resolve: flag.default(false),
    exclude_unreviewed: flag.default(false),
    account_id: idSchema.optional(),
    max_id: idSchema.optional(),
    min_id: idSchema.optional(),
  }),
  looks: looksOfPage,
  answers: z.object({
    accounts: z.array(accountSchema),
    statuses: z.array(statusSchema),
    hashtags: z.array(z.object({ name: z.string(), url: z.string() })),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const { q: text, limit, offset, type } = query;
    const asked = (kind: typeof type) => limit > 0 && (type === undefined || type === kind);
    const posts = {
      text,
      limit,
      offset,
      author: (query.account_id ?? null) as ActorId | null,
      before: (query.max_id ?? null) as ObjectId | null,
      after: (query.min_id ?? null) as ObjectId | null,
      since: null,
    };
    const actors = { text, limit, offset, following: query.following };
    const [ids, views, tags] = await Promise.all([
      asked('accounts') ? searchActors(deps, viewer, actors, at) : [],
      asked('statuses') ? searchPosts(deps, viewer, posts, at) : [],
      asked('hashtags') && offset === 0 ? searchTags(deps, viewer, text, limit, at) : [],
    ]);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({
      body: {
        accounts: ids.flatMap((id) => accounts.get(id) ?? []),
        statuses: presentStatuses(deps, views),
        hashtags: tags.map(({ name, network }) => ({
          name,
          url: tagUrl(deps.publicUrl, network, name),
          history: [],
          following: false,
        })),
      },
    });
  },
});

/** Search. */
export const searchEndpoints: readonly Endpoint[] = [search];
