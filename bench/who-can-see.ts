import { sql } from 'kysely';
import { whoCan } from '../src/community/explaining/who-can-see.ts';
import { toRead } from '../src/privacy/decide.ts';
import type { ActorId, ObjectId } from '../src/privacy/words.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import type { Worlds } from './world/world.ts';

const bench = 'who-can-see';

/** Who can see a post, asked by its author over the 4,039 members; for posts under all sorts of audiences. */
export async function* benchWhoCanSee(worlds: Worlds, { quick }: Setting): AsyncGenerator<Figure> {
  const { store, network, close } = await worlds.open(100_000);
  try {
    const { rows } = await sql<{ id: ObjectId; author_id: ActorId; keys: string[] }>`
      select p.id, p.author_id, a.keys from community.post p
      join community."grant" g on g.network_id = p.network_id and g.object_id = p.id
      join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
      where p.network_id = ${network} order by p.id desc limit ${quick ? 60 : 400}`.execute(store.community);
    const times: Record<'all' | 'wide', number[]> = { all: [], wide: [] };
    for (const { id, author_id, keys } of [...rows.slice(0, 20), ...rows]) {
      const viewer = await loadViewer(store, network, author_id);
      if (viewer === null) throw new Error('an author is gone');
      const start = performance.now();
      const answer = await whoCan({ store }, viewer, 'post', id, toRead(Date.now()), {
        limit: 40,
        after: null,
      });
      const time = performance.now() - start;
      if (!answer.ok) throw new Error('refused');
      times.all.push(time);
      if (keys.some((key) => key === 'everyone' || key === 'network')) times.wide.push(time);
    }
    for (const [name, of] of [
      ['a post under any audience', times.all],
      ['a post for everybody or the whole network', times.wide],
    ] as const) {
      yield { bench, name: `${name}, median`, value: rounded(median(of)), unit: 'ms', atMost: 20 };
      yield { bench, name: `${name}, p95`, value: rounded(quantile(of, 0.95)), unit: 'ms' };
    }
  } finally {
    await close();
  }
}
