import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { askAudienceSize } from '../src/insight/audiences/audience-size.ts';
import { saveAudience } from '../src/insight/audiences/keep-audience.ts';
import { askCount } from '../src/insight/counting/ask-count.ts';
import { countedMembers } from '../src/insight/counting/counted-members.ts';
import { groundOfAll } from '../src/insight/counting/ground.ts';
import type { CountQuestion } from '../src/insight/counting/question.ts';
import { ENGAGEMENT_PURPOSES } from '../src/privacy/purposes.ts';
import type { NetworkId } from '../src/privacy/words.ts';
import type { Store } from '../src/store/database.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Asker, analyse, joinNetwork, letThem, makeAsker } from './asking-organisation.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import { targetMembers } from './targeted-network.ts';
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
  const other = await worlds.copy(100_000);
  try {
    yield* measureAudiences(other.store, other.network);
  } finally {
    await other.close();
  }
}

/** Audiences that are measured: so many of a hundred members are in each, of whom most show one of its values. */
const AUDIENCES: readonly { readonly share: string; readonly skills: readonly string[] }[] = [
  { share: 'six of a hundred', skills: ['welding'] },
  { share: 'four of ten', skills: ['baking'] },
];

/** How long the size of an audience takes, with a note to each in it, out of members who all show what is asked for. */
async function* measureAudiences(store: Store, network: NetworkId): AsyncGenerator<Figure> {
  const { organisation, seat } = await targetMembers(store.community, network, MEMBERS);
  const viewer = await loadViewer(store, network, seat);
  if (viewer === null) throw new Error('nobody holds the seat');
  const deps = { store, ids, random: randomBytes };
  const floor: number[] = [];
  for (let n = 0; n < 5; n++) {
    const start = performance.now();
    await sql`select count(*) from community.disclosure where network_id = ${network}`.execute(
      store.community,
    );
    floor.push(performance.now() - start);
  }
  yield {
    bench,
    name: `a plain count of the copies that ${MEMBERS} members show, three each, median`,
    value: rounded(median(floor)),
    unit: 'ms',
  };
  for (const { share, skills } of AUDIENCES) {
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      // Another value that nobody shows makes it another question, which has no answer yet.
      const conditions = [
        { kind: 'interest', values: ['music', `none ${n}`] },
        { kind: 'skill', values: skills },
      ] as const;
      const draft = {
        title: `${share} ${n}`,
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions,
      } as const;
      const kept = await saveAudience(deps, viewer, organisation, draft, Date.now());
      if (!kept.ok) throw new Error('the audience is refused');
      const start = performance.now();
      const size = await askAudienceSize(deps, viewer, kept.value.id, Date.now());
      times.push(performance.now() - start);
      if (!size.ok) throw new Error('refused');
    }
    yield {
      bench,
      name: `the size of an audience over ${MEMBERS} members, ${share} of whom are in it: found, and a note to each, median`,
      value: rounded(median(times)),
      unit: 'ms',
      atMost: 200,
    };
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
    await store.community.transaction().execute(async (trx) => {
      const at = Date.now();
      const ground = await groundOfAll(trx, { network, policies: [] }, organisation, at);
      const found = countedMembers(ground, question, at);
      await clocked(times.found, () => sql`select count(*) from (${found}) f`.execute(trx));
    });
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

async function populate(store: Store, network: NetworkId, purposes: number): Promise<Asker> {
  const db = store.community;
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select ${network}, gen_random_uuid(), 'persona', 'crowd-' || n, '', '', 'chosen', 0, false, false, '{}', now()
    from generate_series(1, ${MEMBERS}::int) n`.execute(db);
  await joinNetwork(db, network, 'crowd-%');
  const asker = await makeAsker(db, network);
  for (const purpose of ENGAGEMENT_PURPOSES.slice(0, purposes)) {
    await letThem(db, network, asker.audience, { kind: 'posts', action: 'process', purpose, share: 90 });
  }
  await analyse(db);
  return asker;
}
