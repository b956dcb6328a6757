import { type Kysely, sql } from 'kysely';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import {
  type ActorId,
  type BusinessFunction,
  DAY_MS,
  type Instant,
  type NetworkId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { putInOutbox } from '../../store/outbox.ts';
import type { Database } from '../../store/schema.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import { findSuspended } from '../../store/suspensions.ts';
import { loadViewer } from '../../store/viewer.ts';
import { hear } from './ask-listening.ts';
import { loadTopic } from './saved-topic.ts';
import { type Reading, shiftsBetween } from './shifts.ts';
import { dayOf } from './span.ts';
import { closeWatch } from './watch.ts';

type Given = Pick<Deps, 'store' | 'ids' | 'random'>;

interface Due {
  readonly network: NetworkId;
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly topic: string;
  readonly lastDay: string;
}

/** A day is compared with the same one of the week before, since weeks have a shape of their own. */
const APART_DAYS = 7;

/**
 * Asks what is watched, once a day, about the day before, in the function's name: each time a question like any other. What has
 * shifted by more than noise explains is told to who sits in the function.
 */
export async function runWatches(deps: Given, at: Instant): Promise<void> {
  const today = dayOf(at);
  const { rows } = await sql<Due>`
    select w.network_id as network, w.id, w.organisation_id as organisation, w.function, w.topic_id as topic,
      w.last_day as "lastDay"
    from community.listening_watch w where w.ended_at is null and (w.ran_on is null or w.ran_on < ${today})
    order by w.network_id, w.id`.execute(deps.store.community);
  const failures: unknown[] = [];
  // One that fails doesn't keep the others from being asked.
  for (const watch of rows) await runOne(deps, watch, at).catch((error: unknown) => failures.push(error));
  await sql`delete from community.listening_reading where day < ${dayOf(at - NUMBERS_STAND_DAYS * DAY_MS)}`.execute(
    deps.store.community,
  );
  if (failures.length > 0) throw failures[0];
}

async function runOne(deps: Given, watch: Due, at: Instant): Promise<void> {
  const { network, id, organisation, function: fn, lastDay } = watch;
  const { community } = deps.store;
  const end = (because: Parameters<typeof closeWatch>[3]) => closeWatch(community, network, id, because, at);
  if (dayOf(at) > lastDay) return void (await end('over'));
  const topic = await loadTopic(community, network, watch.topic, at);
  if (topic === null) return void (await end('topic'));
  const seats = (await seatsOfOrganisation(community, network, organisation, at)).filter(
    (seat) => seat.kind === 'function' && seat.name === fn,
  );
  if (seats.length === 0) return void (await end('nobody'));
  // Meanwhile nobody acts for it.
  if (await findSuspended(community, network, organisation)) return;
  const viewer = await loadViewer(deps.store, network, null);
  if (viewer === null) return;
  const { hashtags, phrases } = topic;
  const span = { unit: 'day', buckets: 1 } as const;
  const asked = {
    organisation,
    function: fn,
    topic: { kind: 'terms', hashtags, phrases },
    span,
    by: null,
  } as const;
  const told = await hear(deps, viewer, asked, at);
  if (!told.ok && told.refusal.kind === 'too-many') return void (await end('budget'));
  await community.transaction().execute(async (trx) => {
    await sql`update community.listening_watch set ran_on = ${dayOf(at)}
      where network_id = ${network} and id = ${id}`.execute(trx);
    // Where policies leave it to nobody at this hour there is nothing of this day.
    if (!told.ok) return;
    const { answer, stretch } = told.value;
    const [members, posts, mood] = answer.parts.map(([cell = null]) => cell);
    const reading: Reading = {
      members: members ?? null,
      posts: posts ?? null,
      mood: mood ?? null,
      variances: answer.variances.slice(0, 3).map(Number),
      minimum: answer.minimum,
    };
    const about = { day: dayOf(stretch.from), question: JSON.stringify([hashtags, phrases]) };
    if (!(await keep(trx, watch, about, reading))) return;
    const before = await load(trx, watch, { ...about, day: dayOf(stretch.from - APART_DAYS * DAY_MS) });
    if (before === null) return;
    const shifts = shiftsBetween(reading, before);
    for (const { kind, ...is } of shifts) {
      await trx
        .insertInto('community.listening_alert')
        .values({
          network_id: network,
          id: deps.ids.next(`listening alert ${kind} ${id}`),
          watch_id: id,
          organisation_id: organisation,
          kind,
          day: about.day,
          before_day: dayOf(stretch.from - APART_DAYS * DAY_MS),
          now_is: is.now,
          before_was: is.before,
          told_at: new Date(at).toISOString(),
        })
        .execute();
    }
    if (shifts.length === 0) return;
    for (const to of new Set(seats.map(({ actor }) => actor))) {
      await putInOutbox(trx, deps, network, { kind: 'listening-shift', to } as { kind: string }, at);
    }
  });
}

/** What a day's numbers are about; only those of one question are compared. */
interface About {
  readonly day: string;
  readonly question: string;
}

/** @returns whether it is the first time */
async function keep(
  trx: Kysely<Database>,
  { network, id }: Due,
  { day, question }: About,
  { members, posts, mood, variances, minimum }: Reading,
): Promise<boolean> {
  const kept = await trx
    .insertInto('community.listening_reading')
    .values({
      network_id: network,
      watch_id: id,
      day,
      question,
      members,
      posts,
      mood,
      variances: [...variances],
      minimum,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .execute();
  return kept.length > 0;
}

async function load(
  trx: Kysely<Database>,
  { network, id }: Due,
  { day, question }: About,
): Promise<Reading | null> {
  const row = await trx
    .selectFrom('community.listening_reading')
    .select(['members', 'posts', 'mood', 'variances', 'minimum'])
    .where('network_id', '=', network)
    .where('watch_id', '=', id)
    .where('day', '=', day)
    .where('question', '=', question)
    .executeTakeFirst();
  // An array of bigint comes as texts.
  return row === undefined ? null : { ...row, variances: row.variances.map(Number) };
}
