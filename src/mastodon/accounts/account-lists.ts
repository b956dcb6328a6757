import { z } from 'zod';
import { listDirectory, searchActors } from '../../community/actors/find-actors.ts';
import { listTies, type TiesList } from '../../community/actors/ties-lists.ts';
import { listBlocks, listMutes, type PutAside } from '../../community/blocks/list-blocks.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema, presentAccounts, presentUnseen } from '../../present/account.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { looksOfPage } from '../../store/looks.ts';
import type { Viewer } from '../../store/viewer.ts';
import { flag } from '../statuses/status-input.ts';
import { accountParams } from './account-params.ts';

const accountsAnswer = z.array(accountSchema);

/** A page of accounts in the given order, with the addresses of the pages beside it. */
async function accountsPage(
  deps: Deps,
  viewer: Viewer,
  url: string,
  ids: readonly ActorId[],
  at: Instant,
): Promise<Reply> {
  const accounts = await presentAccounts(deps, viewer, ids, at);
  const body = ids.flatMap((id) => accounts.get(id) ?? []);
  return { body, headers: linkHeader(url, ids) };
}

const tiesOf = (list: TiesList, summary: string): Endpoint =>
  endpoint({
    method: 'get',
    path: `/api/v1/accounts/:id/${list}`,
    summary,
    auth: 'viewer',
    scope: 'read',
    params: accountParams,
    query: pageQuery(80, 40),
    looks: looksOfPage,
    answers: accountsAnswer,
    async handle({ caller: { viewer }, params, query, at, context }, deps) {
      const ids = await listTies(deps, viewer, params.id, list, pageOf(query), at);
      return ids.ok ? ok(await accountsPage(deps, viewer, context.req.url, ids.value, at)) : ids;
    },
  });

export const followersOfAccount = tiesOf('followers', 'Who follows an account, as far as one may see');
export const followingOfAccount = tiesOf('following', 'Whom an account follows, as far as one may see');

type PutAsideList = (
  deps: Deps,
  viewer: Viewer,
  page: ReturnType<typeof pageOf>,
  at: Instant,
) => Promise<PutAside[]>;

const putAside = (path: string, summary: string, list: PutAsideList): Endpoint =>
  endpoint({
    method: 'get',
    path,
    summary,
    auth: 'persona',
    scope: 'read',
    query: pageQuery(80, 40),
    answers: accountsAnswer,
    async handle({ caller: { viewer }, query, at, context }, deps) {
      const found = await list(deps, viewer, pageOf(query), at);
      const named = found.filter((one) => one.named).map(({ id }) => id);
      const accounts = await presentAccounts(deps, viewer, named, at);
      const body = found.map(({ id }) => accounts.get(id) ?? presentUnseen(deps, id));
      const headers = linkHeader(
        context.req.url,
        found.map(({ id }) => id),
      );
      return ok({ body, headers });
    },
  });

export const blockedAccounts = putAside('/api/v1/blocks', 'Whom one blocks', listBlocks);
export const mutedAccounts = putAside('/api/v1/mutes', 'Whom one mutes', listMutes);

const offset = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(100_000, 'is too far; search instead')
  .default(0);

export const directory = endpoint({
  method: 'get',
  path: '/api/v1/directory',
  summary: 'Everybody whom one may find',
  auth: 'viewer',
  scope: 'read',
  query: pageQuery(80, 40).extend({ offset }),
  looks: looksOfPage,
  answers: accountsAnswer,
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const ids = await listDirectory(deps, viewer, { ...pageOf(query), offset: query.offset }, at);
    const url = new URL(context.req.url);
    url.searchParams.delete('offset');
    return ok(await accountsPage(deps, viewer, url.href, ids, at));
  },
});

export const searchAccounts = endpoint({
  method: 'get',
  path: '/api/v1/accounts/search',
  summary: 'Find accounts by words of handle, name and note',
  auth: 'viewer',
  scope: 'read',
  query: z.object({
    q: z.string('is needed: words to look for').max(500, 'may have 500 characters at most'),
    limit: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .default(40)
      .transform((n) => Math.min(n, 80)),
    offset,
    following: flag.default(false),
  }),
  looks: looksOfPage,
  answers: accountsAnswer,
  async handle({ caller: { viewer }, query, at }, deps) {
    const { q: text, limit, following } = query;
    const ids = await searchActors(deps, viewer, { text, limit, offset: query.offset, following }, at);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({ body: ids.flatMap((id) => accounts.get(id) ?? []) });
  },
});
