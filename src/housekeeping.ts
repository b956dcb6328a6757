import { endUnrenewed } from './community/check-up/end-unrenewed.ts';
import { tellDue } from './community/check-up/tell-due.ts';
import { sweepEndings } from './community/connections/sweep-endings.ts';
import { closeIdle } from './community/desk/close-idle.ts';
import { sweepLooks } from './community/looks/sweep-looks.ts';
import { tellOfRecords } from './community/notifications/tell-of-records.ts';
import { renewProofs } from './community/organisations/prove-domain.ts';
import { sweepFiles } from './community/uploads/sweep-files.ts';
import { sweep } from './community/vault/housekeeping.ts';
import { mailCheckUps } from './community/vault/mail-check-ups.ts';
import { mailDeadlines } from './community/vault/mail-deadlines.ts';
import { mailSignOffs } from './community/vault/mail-sign-offs.ts';
import type { Deps } from './deps.ts';
import { compileKept } from './governance/sign-off/compile-kept.ts';
import { sweepMatters } from './governance/sign-off/sweep-matters.ts';
import { sweepJobs } from './insight/jobs/keep-jobs.ts';
import { runWatches } from './insight/listening/run-watches.ts';
import { quarterOf } from './insight/noise/quarter.ts';
import type { Life } from './life.ts';
import { sweepAllowances } from './store/allowances.ts';
import { instantOf } from './store/deps.ts';
import { sweepOutcomes } from './store/offer-outcomes.ts';
import { sweepScores } from './store/post-scores.ts';
import { sweepPresenceChanges } from './store/presences/note.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3600_000;

/** Removes what has run out: a minute after the start, and every hour. A sweep that fails is logged and comes again. */
export async function keepHouse(deps: Deps, life: Life): Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running
      .then(() => sweep(deps, instantOf(deps)))
      .then(() => sweepEndings(deps, instantOf(deps)))
      .then(() => closeIdle(deps, instantOf(deps)))
      .then(() => sweepLooks(deps, instantOf(deps)))
      .then(() => sweepFiles(deps, instantOf(deps)))
      .then(() => sweepOutcomes(deps.store.community, instantOf(deps)))
      .then(() => sweepPresenceChanges(deps.store.community, instantOf(deps)))
      .then(() => sweepAllowances(deps.store, quarterOf(instantOf(deps)).name))
      .then(() => sweepScores(deps.store.community, instantOf(deps)))
      .then(() => tellDue(deps, instantOf(deps)))
      .then(() => tellOfRecords(deps, instantOf(deps)))
      .then(() => mailCheckUps(deps, instantOf(deps)))
      .then(() => mailDeadlines(deps, instantOf(deps)))
      .then(() => endUnrenewed(deps, instantOf(deps)))
      .then(() => renewProofs(deps, instantOf(deps)))
      .then(() => sweepMatters({ ...deps, compile: compileKept }, instantOf(deps)))
      .then(() => mailSignOffs(deps, instantOf(deps)))
      .then(() => sweepJobs(deps, instantOf(deps)))
      .then(() => runWatches(deps, instantOf(deps)))
      .catch((error: Error) =>
        deps.log.error({ name: error.name, stack: error.stack }, 'housekeeping failed'),
      );
  };
  const first = setTimeout(run, FIRST_MS).unref();
  const every = setInterval(run, EVERY_MS).unref();
  await life.onClose(async () => {
    clearTimeout(first);
    clearInterval(every);
    await running;
  });
}
