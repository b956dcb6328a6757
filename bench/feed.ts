import { sql } from 'kysely';
import { homeFeed } from '../src/community/feeds/home.ts';
import { networkFeed } from '../src/community/feeds/network-feed.ts';
import { param, template } from '../src/store/prepared.ts';
import { loadViewer, type Viewer } from '../src/store/viewer.ts';
import { applyEveryControl } from './every-control.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import { countingQueries } from './queries.ts';
import type { World, Worlds } from './world/world.ts';

const LIMIT = 20;
const FIRST = { limit: LIMIT, before: null, since: null, after: null };

/**
 * A page of 20 of the home feed and of the network's own, decided again: the time of the statements that bring the
 * candidates with the facts about them, beside an unfiltered read of 20 rows by an index, one after another in turn.
 * What follows to show the page (names, counts, mentions) is told apart.
 */
export async function* benchFeed(worlds: Worlds, setting: Setting): AsyncGenerator<Figure> {
  const { say, quick } = setting;
  const medians = new Map<string, number[]>();
  for (const posts of quick ? [100_000] : [100_000, 1_000_000]) {
    const world = await worlds.open(posts);
    try {
      for (const circles of ['few', 'many'] as const) {
        const times = await measure(world, world.viewers[circles], quick ? 10 : 60);
        const of = `${posts / 1000}k posts, member of ${circles === 'few' ? 'about 10' : '1,000'} circles`;
        say(`feed: ${of}`);
        yield* figures(of, times);
        for (const name of ['home', 'network'] as const) {
          const key = `${name} page, ${circles}`;
          medians.set(key, [...(medians.get(key) ?? []), median(times[name])]);
        }
      }
    } finally {
      await world.close();
    }
  }
  yield* withEveryControl(worlds, setting);
  for (const [name, [small, large]] of medians) {
    if (small === undefined || large === undefined) continue;
    const value = rounded(large / small);
    yield { bench: 'feed', name: `${name}: 1,000k posts to 100k`, value, unit: '×', atMost: 1.2 };
  }
}

/** The same where members use every control, in a copy. */
async function* withEveryControl(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  try {
    say('feed: every control in use');
    await applyEveryControl(world);
    const times = await measure(world, world.viewers.few, quick ? 10 : 60);
    yield* figures('100k posts, every control in use', times);
  } finally {
    await world.close();
  }
}

type Times = Record<'newest' | 'pointers' | 'home' | 'homeShown' | 'network' | 'networkShown', number[]>;

async function measure(world: World, ids: World['viewers']['few'], rounds: number): Promise<Times> {
  const { store, network } = world;
  const viewers = await Promise.all(ids.map((id) => loadViewer(store, network, id)));
  const at = Date.now();
  const reads = (viewer: Viewer) => ({
    newest: () => newest.run(store.community, { network }),
    home: () => homeFeed({ store }, viewer, FIRST, at),
    pointers: () => pointers.run(store.community, { network, viewer: viewer.actor?.id }),
    network: () => networkFeed({ store }, viewer, FIRST, at),
  });
  const times: Times = { newest: [], pointers: [], home: [], homeShown: [], network: [], networkShown: [] };
  for (let round = -3; round < rounds; round++) {
    for (const viewer of viewers) {
      if (viewer === null) throw new Error('a measured viewer is gone');
      for (const [name, read] of Object.entries(reads(viewer))) {
        const { queries } = await countingQueries<unknown>(read);
        if (round < 0) continue;
        const shown = queries.times.slice(-1);
        if (name === 'newest' || name === 'pointers') times[name].push(...queries.times);
        else {
          // The last statement brings what goes with the posts.
          times[name as 'home'].push(sum(queries.times.slice(0, -1)));
          times[`${name as 'home'}Shown`].push(...shown);
        }
      }
    }
  }
  return times;
}

const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);

/** The floor: 20 rows of posts in the order of an index, as they lie; on the same connection as the pages. */
const newest = template(
  () => sql`
  select p.id, p.author_id, p.label, p.within, p.text, p.created_at from community.post p
  where p.network_id = ${param('network')}::uuid order by p.id desc limit 20`,
);

/** The same home feed without the rule: 20 pointers and the posts that they point to. */
const pointers = template(
  () => sql`
  select p.id, p.author_id, p.label, p.within, p.text, p.created_at from community.inbox i
  join community.post p on p.network_id = ${param('network')}::uuid and p.id = i.post_id
  where i.network_id = ${param('network')}::uuid and i.owner_id = ${param('viewer')}::uuid
  order by i.post_id desc limit 20`,
);

function* figures(of: string, times: Times): Generator<Figure> {
  const bench = 'feed';
  for (const [floor, called] of [
    ['newest', 'unfiltered read of 20 rows by index (the floor)'],
    ['pointers', 'the same home feed, unfiltered'],
  ] as const) {
    yield { bench, name: `${of}: ${called}`, value: rounded(median(times[floor])), unit: 'ms' };
  }
  for (const page of ['home', 'network'] as const) {
    const [half, most] = [median(times[page]), quantile(times[page], 0.95)];
    yield { bench, name: `${of}: ${page} page, rechecked, median`, value: rounded(half), unit: 'ms' };
    yield {
      bench,
      name: `${of}: ${page} page to the floor, median`,
      value: rounded(half / median(times.newest)),
      unit: '×',
      atMost: 2,
    };
    yield {
      bench,
      name: `${of}: ${page} page to the floor, p95`,
      value: rounded(most / quantile(times.newest, 0.95)),
      unit: '×',
      atMost: 2.5,
    };
    if (page === 'home') {
      const value = rounded(half / median(times.pointers));
      yield { bench, name: `${of}: home page to the same feed, unfiltered, median`, value, unit: '×' };
    }
    const shown = rounded(median(times[`${page}Shown`]));
    yield { bench, name: `${of}: what is shown with the ${page} page, median`, value: shown, unit: 'ms' };
  }
}
