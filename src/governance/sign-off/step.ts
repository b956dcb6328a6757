import type { ActorId, Instant } from '../../privacy/words.ts';
import {
  after,
  currentSignatures,
  type Deed,
  isComplete,
  isEmergencyAt,
  isOfWriter,
  type Matter,
  type MatterEvent,
  stateOf,
} from './matter.ts';

/** The event, or why it can't be. */
export type Step = { readonly event: MatterEvent } | { readonly says: string };

/**
 * One more step of a matter, if it may be taken. Who may speak for which discipline, and whether a text compiles and
 * narrows, is the caller's to have found out.
 * @param by null is the server's housekeeping
 */
export function stepOf(matter: Matter, by: ActorId | null, deed: Deed, at: Instant): Step {
  const says = objection(matter, by, deed, at);
  return says === null ? { event: { ...deed, by, at, n: matter.length } } : { says };
}

function objection(matter: Matter, by: ActorId | null, deed: Deed, at: Instant): string | null {
  if (deed.kind === 'drafted') return matter.length === 0 ? null : 'That was drafted already.';
  if (matter.length === 0) return 'There is nothing to sign yet.';
  if (stateOf(matter, at) === 'retired') return 'That was retired; nothing becomes of it any more.';
  switch (deed.kind) {
    case 'changed':
      return isScheduled(matter, at);
    case 'submitted':
      return matter.submission === null ? null : 'That is in review already.';
    case 'commented':
    case 'delegated':
      return null;
    case 'approved':
      return againstApproval(matter, by, deed, at);
    case 'refused':
      if (stateOf(matter, at) === 'in-review') return againstSigner(matter, by, deed.discipline);
      return 'That isn’t in review.';
    case 'drifted':
      return matter.submission === null ? 'That isn’t in review.' : null;
    case 'activated':
      return deed.emergency ? againstEmergency(matter, at) : againstActivation(matter, deed.from, at);
    case 'confirmed':
      if (!isEmergencyAt(matter, at)) return 'There is no emergency to confirm.';
      if (matter.emergency?.version !== matter.version) return 'Another text than that is in force.';
      return isComplete(matter) ? null : UNSIGNED;
    case 'lapsed':
      if (matter.emergency === null) return 'There is no emergency.';
      return isEmergencyAt(matter, at) ? 'Its seven days aren’t over.' : null;
    case 'retired':
      return againstRetirement(matter, by, deed.from, at);
    case 'stopped':
      return matter.force === null ? 'Nothing of it is in force.' : null;
  }
}

const UNSIGNED = 'Not all have signed that as it stands.';

/** Until it has come into force, what was signed and is to come can't be made something else. */
const isScheduled = ({ force, retiredFrom }: Matter, at: Instant): string | null =>
  (force !== null && force.from > at) || retiredFrom !== null
    ? 'What was signed is about to come into force; change it from then on.'
    : null;

function againstSigner(
  matter: Matter,
  by: ActorId | null,
  discipline: Extract<Deed, { kind: 'approved' }>['discipline'],
): string | null {
  const { submission, signatures, refusals } = matter;
  if (by === null || submission === null) return 'That isn’t in review.';
  if (!submission.required.includes(discipline)) return 'That discipline isn’t asked to sign this.';
  const spoke = [...signatures, ...refusals].find((one) => one.by === by);
  return spoke === undefined || spoke.discipline === discipline
    ? null
    : 'You spoke for another discipline already; one person signs once.';
}

function againstApproval(
  matter: Matter,
  by: ActorId | null,
  deed: Extract<Deed, { kind: 'approved' }>,
  at: Instant,
): string | null {
  if (deed.hash !== matter.submission?.hash) return 'That isn’t what is in review now; read it again.';
  if (stateOf(matter, at) !== 'in-review') return 'All have signed that already.';
  const wrong = againstSigner(matter, by, deed.discipline);
  if (wrong !== null) return wrong;
  const current = currentSignatures(matter);
  if (current.some((one) => one.by === by)) return 'You signed that already.';
  if (!isOfWriter(matter, { ...deed, by })) return null;
  const then = after(matter, { ...deed, by, at, n: matter.length });
  const given = new Set(currentSignatures(then).map(({ discipline }) => discipline));
  return matter.submission.required.every((discipline) => given.has(discipline))
    ? 'Who wrote it can’t be the last to sign; somebody else must be.'
    : null;
}

function againstActivation(matter: Matter, from: Instant, at: Instant): string | null {
  if (matter.text === '') return 'That is to be retired, not to come into force.';
  if (!isComplete(matter)) return UNSIGNED;
  if (matter.force?.version === matter.version) return 'That was activated already.';
  if (isEmergencyAt(matter, at)) return 'An emergency is in force; wait until it is confirmed or over.';
  const scheduled = isScheduled(matter, at);
  if (scheduled !== null) return scheduled;
  return from < at ? 'It can’t begin in the past.' : null;
}

function againstEmergency(matter: Matter, at: Instant): string | null {
  const { refusals, text, force } = matter;
  if (text === '') return 'To retire something is no emergency.';
  if (isComplete(matter)) return 'All have signed it: it needs no emergency.';
  if (refusals.length > 0) return 'An expert refused it.';
  const last = currentSignatures(matter).at(-1);
  if (last === undefined || isOfWriter(matter, last))
    return 'One expert who didn’t write it must sign it first.';
  if (matter.hadEmergency) return 'It was an emergency once already; all must sign it now.';
  return force !== null && force.from > at ? 'What was signed is about to come into force.' : null;
}

function againstRetirement(matter: Matter, by: ActorId | null, from: Instant, at: Instant): string | null {
  if (isEmergencyAt(matter, at)) return 'An emergency is in force; wait until it is confirmed or over.';
  const scheduled = isScheduled(matter, at);
  if (scheduled !== null) return scheduled;
  if (from < at) return 'It can’t end in the past.';
  if (matter.force === null) {
    return by !== null && matter.writers.has(by) ? null : 'Who wrote it can take it back.';
  }
  if (matter.text !== '') return 'What is in force is retired by all who must sign it.';
  return isComplete(matter) ? null : UNSIGNED;
}
