import { sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type MatterId, type NetworkId } from '../../privacy/words.ts';
import { putInOutbox } from '../../store/outbox.ts';
import { expertsOf } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { loadViewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { groundOf } from './ground.ts';
import { isEmergencyAt, missingOf, stateOf } from './matter.ts';
import { closeMatter, type OpenMatter, openMatter, takeStep } from './open-matter.ts';
import { knowsFacts, type StepDeps, type StepOf } from './step-deps.ts';
import { submissionOf } from './submission.ts';

/** The first reminder comes so long after something was submitted, each further one so long after the last. */
const FIRST_MS = 2 * DAY_MS;
const AGAIN_MS = 3 * DAY_MS;
/** A mail goes with a reminder so long after the last that one went with. */
const MAIL_MS = 7 * DAY_MS;
/** So long before an emergency ends unconfirmed everybody who could confirm it is reminded once more, by mail too. */
const LAST_MS = 2 * DAY_MS;

type SweepDeps = Pick<StepDeps, 'store' | 'ids' | 'compile'>;

/**
 * Looks after what is open: closes what is over by what it says itself, notes that an emergency ended unconfirmed, asks again where facts drifted, and reminds experts
 * of what waits for them. Each matter is a transaction of its own; one that somebody holds waits for the next sweep.
 */
export async function sweepMatters(deps: SweepDeps, at: Instant): Promise<void> {
  const { rows } = await sql<{ network: NetworkId; organisation: ActorId; matter: MatterId }>`
    select network_id as network, organisation_id as organisation, id as matter from community.matter
    where closed_at is null order by 1, 3`.execute(deps.store.community);
  for (const { network, ...ref } of rows) {
    const viewer = await loadViewer(deps.store, network, null);
    if (viewer === null) continue;
    await deps.store.community.transaction().execute(async (trx) => {
      const { rows: held } = await sql`select 1 from community.matter
        where network_id = ${network} and id = ${ref.matter} for update skip locked`.execute(trx);
      if (held.length === 0) return;
      const open = await openMatter(trx, network, ref);
      if (open === null) return;
      if (stateOf(open.matter, at) === 'retired') return closeMatter(trx, open, at);
      let now = await lapse(trx, open, at);
      now = await drift(deps, trx, now, viewer.networkFacts.policies, at);
      await remind(deps, trx, now, at);
    });
  }
}

async function lapse(trx: StepOf['trx'], open: OpenMatter, at: Instant): Promise<OpenMatter> {
  if (open.matter.emergency === null || isEmergencyAt(open.matter, at)) return open;
  const done = await takeStep(trx, open, null, { kind: 'lapsed' }, at);
  return done.ok ? done.value : open;
}

async function drift(
  deps: SweepDeps,
  trx: StepOf['trx'],
  open: OpenMatter,
  policies: Parameters<typeof groundOf>[2],
  at: Instant,
): Promise<OpenMatter> {
  const { submission } = open.matter;
  if (submission === null || !knowsFacts(deps)) return open;
  const ground = await groundOf(trx, open.network, policies);
  const now = await submissionOf(trx, deps.compile, ground, open, at, submission.required);
  if (!now.ok || now.value.hash === submission.hash) return open;
  const { hash, facts } = now.value;
  const done = await takeStep(trx, open, null, { kind: 'drifted', hash, facts }, at);
  return done.ok ? done.value : open;
}

/** Tells each expert who hasn't spoken of what waits for them in the app, and says for whom a mail is due. */
async function remind(deps: SweepDeps, trx: StepOf['trx'], open: OpenMatter, at: Instant): Promise<void> {
  const { matter, events, network } = open;
  if (stateOf(matter, at) !== 'in-review') return;
  const { emergency, version } = matter;
  const isLast = emergency !== null && emergency.version === version && at >= emergency.until - LAST_MS;
  const asked = events.findLast(({ kind }) => kind === 'submitted' || kind === 'drifted')?.at ?? at;
  if (at < asked + FIRST_MS && !isLast) return;
  const missing = missingOf(matter);
  const waiting = (await expertsOf(trx, network, open.organisation, at)).filter(
    ({ actor, name }) => missing.includes(name) && !matter.refusals.some(({ by }) => by === actor),
  );
  for (const id of new Set(waiting.map((one) => one.actor))) {
    const before = (which: Sql<boolean>) => sql<boolean>`exists (select 1 from community.sign_off_reminder r
      where r.network_id = ${network} and r.matter_id = ${open.id} and r.actor_id = ${id} and ${which})`;
    const lately = before(sql`r.reminded_at > ${instantValue(at - AGAIN_MS)}`);
    const mailed = before(sql`r.by_mail and r.reminded_at > ${instantValue(at - MAIL_MS)}`);
    const told = isLast ? before(sql`r.is_last and r.version = ${version}::integer`) : lately;
    const { rows } = await sql`
      insert into community.sign_off_reminder
        (network_id, matter_id, actor_id, version, reminded_at, by_mail, is_last)
      select ${network}::uuid, ${open.id}::uuid, ${id}::uuid, ${version}::integer, ${timestamp(at)}::timestamptz,
        ${isLast} or not ${mailed}, ${isLast}
      where not ${told} returning 1`.execute(trx);
    if (rows.length > 0) {
      await putInOutbox(trx, deps, network, { kind: 'sign-off-due', to: id } as { kind: string }, at);
    }
  }
}
