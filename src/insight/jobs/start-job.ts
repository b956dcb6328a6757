import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { takeLock } from '../../store/take-lock.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Job, type JobKind, loadJob } from './job.ts';

/** Jobs of an organisation that go on at a time: they are worked off one step after the other. */
const MOST_GOING = 5;

/** By what a job is found: SHA-256 of what it is about, in hexadecimal. */
export const aboutOf = (what: unknown): string =>
  createHash('sha256').update(canonicalJson(what)).digest('hex');

/**
 * Has something done in steps, from now on and after the request is over. Whether the viewer may is their caller's to have
 * asked, and each step's to ask again.
 * @param about the same job is asked for again by the same: while it goes on there is one
 */
export async function startJob<Plan>(
  deps: Pick<Deps, 'store' | 'ids'>,
  { network, actor }: Viewer,
  kind: JobKind<Plan>,
  of: {
    readonly organisation: ActorId;
    readonly function: BusinessFunction | null;
    readonly about: string;
    readonly plan: Plan;
  },
  at: Instant,
): Promise<Result<Job>> {
  if (actor === null) return absent;
  const { organisation, about, plan } = of;
  const id = deps.ids.next(`job ${organisation}`);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Job>> => {
    const lock = `jobs ${network} ${organisation}`;
    await takeLock(trx, lock);
    const going = await trx
      .selectFrom('community.job')
      .select(['id', 'kind', 'about', 'by_id'])
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('state', '=', 'going')
      .execute();
    const same = going.find((one) => one.kind === kind.name && one.about === about && one.by_id === actor.id);
    if (same === undefined && going.length >= MOST_GOING) {
      const says = `An organisation has ${MOST_GOING} jobs at a time at most. Wait for one, or cancel it.`;
      return refuse({ kind: 'conflict', says });
    }
    if (same === undefined) {
      await trx
        .insertInto('community.job')
        .values({
          network_id: network,
          id,
          organisation_id: organisation,
          function: of.function,
          by_id: actor.id,
          kind: kind.name,
          about,
          plan: JSON.stringify(plan),
          done: 0,
          total: kind.steps(plan),
          state: 'going',
          breaks: 0,
          created_at: timestamp(at),
          changed_at: timestamp(at),
        })
        .execute();
    }
    const job = await loadJob(trx, network, same?.id ?? id);
    return job === null ? absent : ok(job);
  });
}
