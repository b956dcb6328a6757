import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { publishPost } from '../src/community/posts/publish.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import type { ActorId } from '../src/privacy/words.ts';
import { openFiles } from '../src/store/files.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'publish';
const FOLLOWERS = [50, 100, 250, 500, 1000];
const ids = uuidV7(systemClock);
/** No post here has any. */
const files = openFiles(tmpdir(), randomBytes);

/** Publishing to all of one's followers, beside the bare insert of a post, both acknowledged when they are on disk. */
export async function* benchPublish(worlds: Worlds, { quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  try {
    for (const wanted of FOLLOWERS) {
      const { author, followers } = await authorWith(world, wanted);
      const { bare, whole } = await measure(world, author, quick ? 20 : 100);
      const of = `author with ${followers} followers`;
      yield { bench, name: `${of}: bare insert, median`, value: rounded(median(bare)), unit: 'ms' };
      yield {
        bench,
        name: `${of}: publish, median`,
        value: rounded(median(whole)),
        unit: 'ms',
        atMost: rounded(median(bare) + followers * 0.025),
      };
    }
  } finally {
    await world.close();
  }
}

/** Whose number of followers is nearest. */
async function authorWith(
  { store, network }: World,
  wanted: number,
): Promise<{ author: ActorId; followers: number }> {
  const { rows } = await sql<{ author: ActorId; followers: number }>`
    select split_part(set_key, ':', 2) as author, count(*) as followers from community.tie
    where network_id = ${network} and set_key like 'followers:%' and valid_until > now() group by set_key
    order by abs(count(*) - ${wanted}) limit 1`.execute(store.community);
  const [found] = rows;
  if (found === undefined) throw new Error('nobody has followers');
  return found;
}

async function measure({ store, network }: World, author: ActorId, rounds: number) {
  const viewer = await loadViewer(store, network, author);
  if (viewer === null) throw new Error('an author is gone');
  const times = { bare: [] as number[], whole: [] as number[] };
  const timed = async (into: number[], count: boolean, run: () => Promise<unknown>) => {
    const start = performance.now();
    await run();
    if (count) into.push(performance.now() - start);
  };
  for (let round = -5; round < rounds; round++) {
    await timed(times.bare, round >= 0, () =>
      store.community
        .insertInto('community.post')
        .values({
          network_id: network,
          id: ids.next('') as never,
          author_id: author,
          text: 'Words about nothing in particular, as many as a post has.',
          spoiler: '',
          sensitive: false,
          language: 'en',
          label: 'public',
          space_id: null,
          reply_to: null,
          boost_of: null,
          within: [],
          facts: '',
          granted_keys: [],
          created_at: new Date().toISOString(),
        })
        .execute(),
    );
    const draft = {
      text: 'Words about nothing in particular, as many as a post has.',
      spoiler: '',
      sensitive: false,
      language: 'en',
      label: 'public',
      replyTo: null,
      quote: null,
      space: null,
      visibility: 'private',
      reshare: null,
      media: [],
    } as const;
    await timed(times.whole, round >= 0, async () => {
      const published = await publishPost(
        { store, ids, files, masterKey: Buffer.alloc(32) },
        viewer,
        draft,
        null,
        Date.now(),
      );
      if (!published.ok) throw new Error('refused');
    });
  }
  return times;
}
