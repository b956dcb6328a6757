import type { Reply } from '../http/endpoint.ts';
import { linkHeader } from '../http/pagination.ts';
import { presentAccounts } from '../present/account.ts';
import type { ActorId, Instant } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import type { Viewer } from '../store/viewer.ts';

/** A page of accounts in the given order, with the addresses of the pages beside it. */
export async function accountsPage(
  deps: Deps,
  viewer: Viewer,
  url: string,
  ids: readonly ActorId[],
  at: Instant,
): Promise<Reply> {
  const accounts = await presentAccounts(deps, viewer, ids, at);
  return { body: ids.flatMap((id) => accounts.get(id) ?? []), headers: linkHeader(url, ids) };
}
