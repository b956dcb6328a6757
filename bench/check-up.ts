import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { answerCheckUp } from '../src/community/check-up/answer-check-up.ts';
import { readCheckUp } from '../src/community/check-up/check-up.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import type { ActorId } from '../src/privacy/words.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'check-up';
const DECISIONS = 10_000;
/** Decided at so many times with another end, so that there are as many rows for each audience. */
const ENDS = 5;
const SHOWN = 50;
const ids = uuidV7(systemClock);

/** The check-up of one member of whom 10,000 grants are due, for all the audiences that they have. */
export async function* benchCheckUp(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  try {
    const author = await makeDue(world);
    const viewer = await loadViewer(world.store, world.network, author);
    if (viewer === null) throw new Error('the author is gone');
    const deps = { store: world.store, ids, masterKey: new Uint8Array(32).fill(1), random: randomBytes };
    const times: number[] = [];
    let rows = 0;
    for (let n = -10; n < (quick ? 50 : 200); n++) {
      const start = performance.now();
      const found = await readCheckUp(deps, viewer, SHOWN, Date.now());
      if (!found.ok) throw new Error('refused');
      if (n >= 0) times.push(performance.now() - start);
      rows = found.value.total;
    }
    const name = `the check-up of ${DECISIONS} decisions in ${rows} rows, the first ${SHOWN} of them`;
    yield { bench, name: `${name}, median`, value: rounded(median(times)), unit: 'ms' };
    yield { bench, name: `${name}, p99`, value: rounded(quantile(times, 0.99)), unit: 'ms', atMost: 100 };
    for (const others of ['renew', 'withdraw'] as const) {
      say(`check-up: ${others} all`);
      if (others === 'withdraw') await dueSoon(world, author);
      const start = performance.now();
      const none = { renew: [], withdraw: [], shorten: [] };
      const answered = await answerCheckUp(deps, viewer, { ...none, others }, () => true, Date.now());
      if (!answered.ok) throw new Error('refused');
      const took = rounded((performance.now() - start) / 1000);
      yield { bench, name: `all of them at once: ${others}`, value: took, unit: 's', atMost: 10 };
    }
  } finally {
    await world.close();
  }
}

/** Gives posts of others to whoever has most, for all of their own audiences in turn. */
async function makeDue(world: World): Promise<ActorId> {
  const { store, network } = world;
  const { rows } = await sql<{ author: ActorId }>`
    select author_id as author from community.post where network_id = ${network} group by 1
    order by count(*) desc limit 1`.execute(store.community);
  const author = rows[0]?.author as ActorId;
  await sql`
    with own as (
      select audience_id, row_number() over (order by audience_id) - 1 as n, count(*) over () as many
      from (select distinct audience_id from community."grant" where network_id = ${network}
        and owner_id = ${author} and object_kind = 'post') x),
    taken as (
      select id, row_number() over (order by id) as n from (
        select id from community.post where network_id = ${network} and author_id <> ${author}
          and reply_to is null and boost_of is null and within = '{}' order by id desc limit ${DECISIONS}) x),
    moved as (
      update community.post p set author_id = ${author} from taken
      where p.network_id = ${network} and p.id = taken.id)
    update community."grant" g set owner_id = ${author}, audience_id = own.audience_id,
      valid_until = case when taken.n % ${ENDS} = 0 then 'infinity'
        else timestamptz '2100-01-01' + make_interval(days => (taken.n % ${ENDS})::int) end
    from taken, own where own.n = taken.n % own.many and g.network_id = ${network} and g.object_id = taken.id`.execute(
    store.community,
  );
  await dueSoon(world, author);
  await sql`analyze community."grant"`.execute(store.community);
  return author;
}

/** All that is the member's is due within ten days. */
const dueSoon = ({ store, network }: World, author: ActorId) =>
  sql`update community."grant" set review_by = now() + interval '10 days'
    where network_id = ${network} and owner_id = ${author} and object_kind = 'post' and valid_until > now()`.execute(
    store.community,
  );
