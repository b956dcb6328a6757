import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { hydratePosts } from './hydrate.ts';
import { seenPost } from './post-source.ts';
import type { PostView } from './view.ts';

/** One post as the viewer sees it. */
export async function showPost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  const found = await seenPost(deps, viewer, id, at);
  if (found === null) return absent;
  const [view] = await hydratePosts(deps, viewer, [found], at);
  return view === undefined ? absent : ok(view);
}
