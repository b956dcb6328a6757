import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { giveSeat } from '../src/community/organisations/change-seats.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { askCount } from '../src/insight/counting/ask-count.ts';
import { countedMembers } from '../src/insight/counting/counted-members.ts';
import type { CountQuestion } from '../src/insight/counting/question.ts';
import { audience, type Key, NETWORK } from '../src/privacy/audience.ts';
import { ENGAGEMENT_PURPOSES } from '../src/privacy/purposes.ts';
import type { ActorId, Instant, NetworkId } from '../src/privacy/words.ts';
import { saveAudience } from '../src/store/audiences.ts';
import type { Store } from '../src/store/database.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import type { Worlds } from './world/world.ts';

const bench = 'noise';
const MEMBERS = 100_000;
const ids = uuidV7(systemClock);

/** How many of 100,000 members let an organisation process their posts: nine of ten do. */
export async function* benchNoise(worlds: Worlds, { quick }: Setting): AsyncGenerator<Figure> {
  const { store, network, close } = await worlds.copy(100_000);
  try {
    yield* measureCounts(store, network, quick ? 3 : ENGAGEMENT_PURPOSES.length);
  } finally {
    await close();
  }
}

/** Measures counts for so many purposes, over members that are made here. */
async function* measureCounts(store: Store, network: NetworkId, purposes: number): AsyncGenerator<Figure> {
  const { organisation, seat } = await populate(store, network, purposes);
  const viewer = await loadViewer(store, network, seat);
  if (viewer === null) throw new Error('nobody holds the seat');
  const deps = { store, ids, random: randomBytes };
  const times = { found: [] as number[], asked: [] as number[], again: [] as number[] };
  const clocked = async (into: number[], act: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await act();
    into.push(performance.now() - start);
  };
  for (const purpose of ENGAGEMENT_PURPOSES.slice(0, purposes)) {
    const question: CountQuestion = { organisation, function: 'marketing', purpose, what: 'posts' };
    const found = countedMembers({ network, policies: [] }, question, Date.now());
    await clocked(times.found, () => sql`select count(*) from (${found}) f`.execute(store.community));
    const ask = () => askCount(deps, viewer, question, Date.now());
    await clocked(times.asked, async () => {
      const answer = await ask();
      if (!answer.ok) throw new Error('refused');
    });
    await clocked(times.again, ask);
  }
  const name = `a count over ${MEMBERS} members, nine of ten of whom let it`;
  yield {
    bench,
    name: `${name}: finding them, median`,
    value: rounded(median(times.found)),
    unit: 'ms',
    atMost: 200,
  };
  yield {
    bench,
    name: `${name}: with a note to each, median`,
    value: rounded(median(times.asked)),
    unit: 'ms',
  };
  yield {
    bench,
    name: 'the same again within its day, median',
    value: rounded(median(times.again)),
    unit: 'ms',
    atMost: 50,
  };
}

async function populate(
  store: Store,
  network: NetworkId,
  purposes: number,
): Promise<{ organisation: ActorId; seat: ActorId }> {
  const db = store.community;
  const [organisation, seat] = [ids.next('organisation'), ids.next('persona')] as [ActorId, ActorId];
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select ${network}, id, kind, 'crowd-' || n, '', '', 'chosen', 0, false, false, '{}', now() from (
      select ${organisation}::uuid as id, 'organisation' as kind, -1 as n union all select ${seat}::uuid, 'persona', 0
      union all select gen_random_uuid(), 'persona', n from generate_series(1, ${MEMBERS}::int) n) x`.execute(
    db,
  );
  const tied = (key: Key, who: ReturnType<typeof sql>) =>
    sql`insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
      select ${network}, id, ${key}, now() - interval '1 day', 'infinity' from community.actor
      where network_id = ${network} and ${who}`.execute(db);
  await tied(NETWORK, sql`handle like 'crowd-%'`);
  const house = { network, organisation };
  await giveSeat(db, { ids }, house, seat, { kind: 'function', name: 'marketing' }, Date.now() as Instant);
  const those = audience({ kind: 'persona', persona: organisation });
  if (those === null) throw new Error('a single atom is an audience');
  const kept = await saveAudience(db, network, those);
  for (const purpose of ENGAGEMENT_PURPOSES.slice(0, purposes)) {
    await sql`
      insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, excluding_since, valid_from, valid_until, review_by)
      select ${network}, id, gen_random_uuid(), 'posts', id, array['process'], ${purpose}, ${kept},
        '{"actorKinds": ["organisation"]}', now() - interval '1 hour', now() - interval '1 hour', 'infinity', now() + interval '1 year'
      from community.actor where network_id = ${network} and kind = 'persona' and handle like 'crowd-%'
        and right(handle, 1) <> '0'`.execute(db);
  }
  await sql`analyze community.actor, community.tie, community."grant", community.audience, community.audience_term`.execute(
    db,
  );
  return { organisation, seat };
}
