import { z } from 'zod';
import type { PostView } from '../../community/posts/view.ts';
import type { Reply } from '../../http/endpoint.ts';
import { linkHeader, pageQuery } from '../../http/pagination.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import type { Deps } from '../../store/deps.ts';

export const statusesQuery = pageQuery(40, 20);
export const statusesAnswer = z.array(statusSchema);

/** A page of posts, with the addresses of the pages beside it. */
export const statusesPage = (
  deps: Pick<Deps, 'publicUrl' | 'masterKey'>,
  url: string,
  views: readonly PostView[],
): Reply => ({
  body: presentStatuses(deps, views),
  headers: linkHeader(
    url,
    views.map((view) => view.id),
  ),
});
