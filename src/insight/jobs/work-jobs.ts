import { sql } from 'kysely';
import type { Refusal } from '../../core/result.ts';
import type { ActorId, NetworkId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import type { JobState } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { loadViewer } from '../../store/viewer.ts';
import type { Going } from '../counting/going.ts';
import type { AnyJobKind } from './job.ts';

type WorkDeps = Pick<Deps, 'store' | 'ids' | 'random' | 'masterKey' | 'clock' | 'closing'>;

/** For so long a step is one process's alone; while it works it says so again. */
const HELD_MS = 60_000;
/** How often it says so, and looks whether it was called off. */
const RENEW_MS = 2000;
/** A step that takes longer is given up. */
const LONGEST_MS = 3_600_000;
/** A step that broke off so often isn't begun again by itself. */
const MOST_BREAKS = 3;

/** A step that is about to be done. */
interface Taken {
  readonly network: NetworkId;
  readonly id: string;
  readonly organisation: ActorId;
  readonly by: ActorId;
  readonly kind: string;
  readonly plan: unknown;
  readonly done: number;
  readonly breaks: number;
}

/**
 * Does the step that is next of one of the jobs that go on: the one that has waited longest, so that they take turns.
 * @param failed told of steps that broke off, which are begun again
 * @param which whether those that may take long, or all others; absent is any
 * @returns whether there was one
 */
export async function workOneStep(
  deps: WorkDeps,
  kinds: readonly AnyJobKind[],
  failed: (error: unknown) => void,
  which?: 'long' | 'short',
): Promise<boolean> {
  const holder = deps.ids.next('holder of a job');
  const long = kinds.filter(({ takesLong }) => takesLong === true).map(({ name }) => name);
  const taken = await take(deps, holder, which, long);
  if (taken === null) return false;
  const calling = new AbortController();
  const calledOff = AbortSignal.any([calling.signal, deps.closing]);
  let within = 0;
  const renewing = setInterval(() => {
    hold(deps, taken, holder, within).then((isTheirs) => {
      if (!isTheirs) calling.abort();
    }, failed);
  }, RENEW_MS).unref();
  const going: Going = {
    longestMs: LONGEST_MS,
    calledOff,
    isSoFar: (share) => {
      within = Math.min(100, Math.max(0, Math.floor(100 * share)));
    },
  };
  try {
    const came = await doStep(deps, kinds, taken, going);
    await ('says' in came ? stop(deps, taken, holder, came.says) : finish(deps, taken, holder, came.result));
  } catch (error) {
    if (calledOff.aborted) await release(deps, taken, holder);
    else {
      failed(error);
      await putOff(deps, taken, holder);
    }
  } finally {
    clearInterval(renewing);
  }
  return true;
}

async function take(
  deps: WorkDeps,
  holder: string,
  which: 'long' | 'short' | undefined,
  long: readonly string[],
): Promise<Taken | null> {
  const now = instantOf(deps);
  const db = deps.store.community;
  const isLong = sql<boolean>`n.kind = any(${[...long]}::text[])`;
  const isTheirs = which === undefined ? sql`true` : which === 'long' ? isLong : sql`not ${isLong}`;
  const isDue = sql`n.state = 'going' and ${isTheirs} and (n.held_until is null or n.held_until <= ${instantValue(now)})`;
  const due = await sql<{ network: NetworkId }>`select n.network_id as network from community.job n
    where ${isDue} order by n.changed_at, n.id limit 1`.execute(db);
  const [first] = due.rows;
  if (first === undefined) return null;
  const { network } = first;
  const { rows } = await sql<Taken>`
    update community.job j set holder = ${holder}::uuid, held_until = ${instantValue(now + HELD_MS)}
    from (select n.id from community.job n where n.network_id = ${network} and ${isDue}
      order by n.changed_at, n.id limit 1 for update skip locked) next
    where j.network_id = ${network} and j.id = next.id
    returning j.network_id as network, j.id, j.organisation_id as organisation, j.by_id as by, j.kind, j.plan, j.done,
      j.breaks`.execute(db);
  return rows[0] ?? null;
}

/** @returns whether it is theirs still, and goes on */
async function hold(
  deps: WorkDeps,
  { network, id }: Taken,
  holder: string,
  within: number,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update community.job set held_until = ${instantValue(instantOf(deps) + HELD_MS)}, within = ${within}::int
    where network_id = ${network} and id = ${id} and holder = ${holder}::uuid and state = 'going'`.execute(
      deps.store.community,
    );
  return numAffectedRows === 1n;
}

/** Of a step that was called off: whoever has the job go on begins it at once. */
const release = (deps: WorkDeps, { network, id }: Taken, holder: string) =>
  sql`update community.job set holder = null, held_until = null, within = 0
    where network_id = ${network} and id = ${id} and holder = ${holder}::uuid`.execute(deps.store.community);

/** In the name of who asked for it, as they are now. */
async function doStep(
  deps: WorkDeps,
  kinds: readonly AnyJobKind[],
  { network, organisation, by, kind: name, plan, done }: Taken,
  going: Going,
): Promise<{ readonly result: unknown } | { readonly says: string }> {
  const kind = kinds.find((one) => one.name === name);
  const read = kind?.plan.safeParse(plan);
  if (kind === undefined || read?.success !== true)
    return { says: 'This version doesn’t know such jobs any more.' };
  const viewer = await loadViewer(deps.store, network, by);
  if (viewer === null) return { says: GONE };
  const came = await kind.step(deps, viewer, { organisation, plan: read.data }, done, instantOf(deps), going);
  return came.ok ? { result: came.value } : { says: saysOf(came.refusal) };
}

const GONE = 'Whoever asked for it doesn’t act for the organisation any more.';
const saysOf = (refusal: Refusal): string =>
  refusal.kind === 'absent'
    ? GONE
    : 'field' in refusal && refusal.field !== undefined
      ? `${refusal.field}: ${refusal.says}`
      : refusal.says;

/**
 * Also of what was cancelled while it was done: it is paid for. Where another took it over, theirs is the same. What was asked isn't kept
 * once all is done.
 */
async function finish(deps: WorkDeps, { network, id, done }: Taken, holder: string, result: unknown) {
  const now = instantValue(instantOf(deps));
  await sql`
    with counted as (
      update community.job set done = done + 1, within = 0, breaks = 0, holder = null, held_until = null, changed_at = ${now},
        state = case when done + 1 >= total then 'done' else state end,
        plan = case when done + 1 >= total then '{}'::jsonb else plan end
      where network_id = ${network} and id = ${id} and holder = ${holder}::uuid and done = ${done}::int
      returning id)
    insert into community.job_step (network_id, job_id, n, result)
    select ${network}::uuid, id, ${done}::int, ${JSON.stringify(result ?? null)}::jsonb from counted`.execute(
    deps.store.community,
  );
}

const stop = (deps: WorkDeps, taken: Taken, holder: string, says: string) =>
  letGo(deps, taken, holder, 'stopped', says, 0);

/** It is begun again when nobody holds it any more. */
function putOff(deps: WorkDeps, taken: Taken, holder: string) {
  const breaks = taken.breaks + 1;
  return breaks >= MOST_BREAKS
    ? letGo(deps, taken, holder, 'stopped', 'It broke off several times. It can be resumed.', breaks)
    : letGo(deps, taken, holder, null, null, breaks);
}

/** @param state null is as it is, and held as it is */
async function letGo(
  deps: WorkDeps,
  { network, id }: Taken,
  holder: string,
  state: JobState | null,
  says: string | null,
  breaks: number,
): Promise<void> {
  const now = instantValue(instantOf(deps));
  await sql`
    update community.job set breaks = ${breaks}::int, within = 0, changed_at = ${now}, says = coalesce(${says}::text, says),
      state = case when state = 'going' then coalesce(${state}::text, state) else state end,
      holder = case when ${state}::text is null then holder end,
      held_until = case when ${state}::text is null then held_until end
    where network_id = ${network} and id = ${id} and holder = ${holder}::uuid`.execute(deps.store.community);
}
