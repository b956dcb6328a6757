import { sql } from 'kysely';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { showNextOffer } from '../src/insight/offers/show-offer.ts';
import type { ActorId, NetworkId } from '../src/privacy/words.ts';
import type { Store } from '../src/store/database.ts';
import {
  type Asker,
  analyse,
  joinNetwork,
  letThem,
  makeAsker,
  OF_AGE,
  showThem,
} from './asking-organisation.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import type { Worlds } from './world/world.ts';

const bench = 'offers';
const OFFERS = 100;
const MEMBERS = 10_000;
const ids = uuidV7(systemClock);

/** The offer that a member is shown, of a hundred live ones, a third of which are for what they show. */
export async function* benchOffers(worlds: Worlds, { quick }: Setting): AsyncGenerator<Figure> {
  const { store, network, close } = await worlds.copy(100_000);
  try {
    const members = await populate(store, network, await makeAsker(store.community, network));
    yield* measureShowing(store, network, members.slice(0, quick ? 20 : 200));
  } finally {
    await close();
  }
}

/** Whom nothing was shown yet, so that each is shown one; and the floor, a row that is found by its key. */
async function* measureShowing(
  store: Store,
  network: NetworkId,
  members: readonly ActorId[],
): AsyncGenerator<Figure> {
  const times = { shown: [] as number[], again: [] as number[], floor: [] as number[] };
  const clocked = async <T>(into: number[], act: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await act();
    into.push(performance.now() - start);
    return done;
  };
  const ground = { network, policies: [] };
  for (const member of members) {
    const show = () => showNextOffer({ store, ids }, ground, member, Date.now());
    const shown = await clocked(times.shown, show);
    if (shown === null) throw new Error('nothing was shown');
    await clocked(times.again, show);
    await clocked(times.floor, () =>
      store.community
        .transaction()
        .execute((trx) =>
          sql`select handle from community.actor where network_id = ${network} and id = ${member}`.execute(
            trx,
          ),
        ),
    );
  }
  const figure = (name: string, each: readonly number[]) =>
    ({ bench, name, value: rounded(median(each)), unit: 'ms' }) as const;
  const of = `of ${OFFERS} live ones, a third for what the member shows`;
  yield { ...figure(`an offer is found and noted, ${of}, median`, times.shown), atMost: 200 };
  yield { ...figure('the same page again, median', times.again), atMost: 200 };
  yield figure('the floor: a row by its key in a transaction, median', times.floor);
}

/** Members who show two things and let the organisation go by them, and its offers. */
async function populate(store: Store, network: NetworkId, asker: Asker): Promise<readonly ActorId[]> {
  const db = store.community;
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select ${network}, gen_random_uuid(), 'persona', 'crowd-' || n, '', '', 'chosen', 0, false, false, '{}', now()
    from generate_series(1, ${MEMBERS}::int) n`.execute(db);
  await joinNetwork(db, network, 'crowd-%');
  const { audience, organisation } = asker;
  await letThem(db, network, audience, {
    kind: 'attributes',
    action: 'process',
    purpose: 'offer-targeting',
    share: 100,
  });
  const interest = { kind: 'interest', value: 'gardens', precision: 'exact' } as const;
  await showThem(db, network, audience, 'crowd-%', [interest, OF_AGE]);
  await sql`
    with kept as (
      insert into community.saved_audience (network_id, id, version, organisation_id, title, function, purpose, conditions,
        valid_from, valid_until)
      select ${network}, gen_random_uuid(), 1, ${organisation}, 'Audience ' || n, 'marketing', 'offer-targeting',
        jsonb_build_array(jsonb_build_object('kind', 'interest',
          'values', jsonb_build_array(case when n % 3 = 0 then 'gardens' else 'thing ' || n end))),
        now() - interval '1 hour', 'infinity'
      from generate_series(1, ${OFFERS}::int) n
      returning id, conditions)
    insert into community.offer (network_id, id, organisation_id, audience_id, function, purpose, conditions, title, text,
      most_times, within_days, made_at, ends_at, valid_from, valid_until)
    select ${network}, gen_random_uuid(), ${organisation}, id, 'marketing', 'offer-targeting', conditions, 'Offer', 'Words',
      3, 7, now(), now() + interval '30 days', now() - interval '1 hour', now() + interval '30 days' from kept`.execute(
    db,
  );
  await tellSize(store, network, organisation);
  await analyse(db);
  await sql`analyze community.disclosure, community.offer, community.saved_audience`.execute(db);
  const { rows } = await sql<{ id: ActorId }>`select id from community.actor
    where network_id = ${network} and handle like 'crowd-%' order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** As if the size of each audience had been asked for: so many that it may be used, and so few that nobody signs it. */
async function tellSize(store: Store, network: NetworkId, organisation: ActorId): Promise<void> {
  const questions = Array.from({ length: OFFERS }, (_, n) =>
    JSON.stringify({
      audience: [['interest', (n + 1) % 3 === 0 ? 'gardens' : `thing ${n + 1}`]],
      for: 'offer-targeting',
      in: 'marketing',
    }),
  );
  await sql`
    insert into community.noise_answer (network_id, organisation_id, epoch, question, id, function, purpose, what,
      released, variances, part_cells, minimum, charge, asked_at)
    select ${network}, ${organisation}, current_date::text, question, gen_random_uuid(), 'marketing', 'offer-targeting',
      'audience', 50, '{4225}', '{1}', 10, 0, now() - interval '1 minute'
    from (select distinct question from unnest(${questions}::text[]) as q (question)) q`.execute(
    store.community,
  );
}
