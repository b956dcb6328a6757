import { type Kysely, sql } from 'kysely';
import { type Result, refuse } from '../../core/result.ts';
import { narrows } from '../../privacy/boxes.ts';
import { FOREVER, type Instant, type PolicyId, type PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { againstTerm } from './compile-text.ts';
import { groundOf } from './ground.ts';
import { EMERGENCY_MS } from './matter.ts';
import { mayIssueForNetwork } from './may-issue-for-network.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { endRelease, putRelease } from './release.ts';
import { FACTS_UNKNOWN, knowsFacts, mayLead, NOT_ASKED, onMatter, type StepDeps } from './step-deps.ts';
import { type Submission, submissionOf } from './submission.ts';

export interface NewActivation {
  /** Null is at once. */
  readonly from: Instant | null;
  /** On one signature, for seven days, unless all sign within them. Only ever narrows. */
  readonly emergency: boolean;
}

/**
 * Brings into force what all have signed, or in an emergency one, in one transaction: what was in force of it ends at the
 * very instant. Where the facts aren't those that were signed, the review is open again, and nothing comes into force.
 */
export function activateMatter(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { from: asked, emergency }: NewActivation,
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async (step) => {
    const { trx, open, who } = step;
    if (!mayLead(step)) return NOT_ASKED;
    if (!knowsFacts(deps)) return FACTS_UNKNOWN;
    const { submission, force } = open.matter;
    if (submission === null)
      return refuse({ kind: 'conflict', says: 'Not all have signed that as it stands.' });
    if (open.scope === 'network' && !(await mayIssueForNetwork(trx, open.network, open.organisation, at))) {
      return refuse({ kind: 'forbidden', says: 'The organisation doesn’t host the network any more.' });
    }
    const ground = await groundOf(trx, viewer.network, viewer.networkFacts.policies);
    const now = await submissionOf(trx, deps.compile, ground, open, at, submission.required);
    if (!now.ok) return now;
    if (now.value.hash !== submission.hash) return reopen(trx, open, now.value, at);
    if (emergency) {
      const wrong = await againstEmergency(trx, viewer, open, now.value);
      if (wrong !== null) return refuse({ kind: 'conflict', says: wrong });
    }
    const release = deps.ids.next('sign-off') as PolicyTextId;
    const from = emergency ? at : (asked ?? at);
    const says = againstTerm(now.value.parts, from);
    if (says !== null) return refuse({ kind: 'conflict', says });
    const { until: term } = now.value.parts;
    const ends = term === null ? {} : { until: term };
    const deed = { kind: 'activated', from, emergency, release, ...ends } as const;
    const done = await takeStep(trx, open, who.id, deed, at);
    if (!done.ok) return done;
    const until = emergency ? from + EMERGENCY_MS : (term ?? FOREVER);
    await putRelease(trx, deps, open, { id: release, parts: now.value.parts, emergency, from, until });
    // In an emergency what all signed goes on beneath, and stays if nobody confirms.
    if (!emergency && force !== null) await endRelease(trx, open, force.release, from);
    return done;
  });
}

/** The facts drifted: each is asked to sign on those of now. */
async function reopen(
  trx: Kysely<Database>,
  open: OpenMatter,
  { hash, facts }: Submission,
  at: Instant,
): Promise<Result<OpenMatter>> {
  const drifted = await takeStep(trx, open, null, { kind: 'drifted', hash, facts }, at);
  if (!drifted.ok) return drifted;
  return refuse({
    kind: 'out-of-date',
    says: 'The facts are others than those that were signed. Nothing came into force; the experts are asked again.',
  });
}

/** Only what narrows may be an emergency: whatever is forbidden now must be so then. */
async function againstEmergency(
  trx: Kysely<Database>,
  { networkFacts }: Viewer,
  { kind, network, matter: { force } }: OpenMatter,
  { parts }: Submission,
): Promise<string | null> {
  if (kind !== 'policy') return 'Only a policy can narrow anything, and be an emergency.';
  if (force === null) return null;
  const { rows } = await sql<{ id: PolicyId }>`
    select id from community.policy where network_id = ${network} and source_id = ${force.release}`.execute(
    trx,
  );
  const ids = new Set(rows.map(({ id }) => id));
  const before = networkFacts.policies.filter(({ id }) => ids.has(id));
  if (before.length < ids.size) return 'What is in force has just changed; look again.';
  return narrows(before, parts.boxes)
    ? null
    : 'It would allow something that is forbidden now. That is never an emergency: all must sign it.';
}
