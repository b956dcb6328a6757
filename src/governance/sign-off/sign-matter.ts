import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Discipline, Instant } from '../../privacy/words.ts';
import { expertsOf } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { confirmIfAllSigned } from './confirm-emergency.ts';
import { NO_EXPERT } from './delegate-signing.ts';
import { currentSignatures } from './matter.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { onMatter, type StepDeps, type StepOf } from './step-deps.ts';

/** An expert's word on what is in review. */
export interface NewSignature {
  readonly discipline: Discipline;
  /** Of what was read: where it is something else by now, nothing is signed. */
  readonly hash: string;
}

/**
 * Signs what is in review, by a seat or for an expert who asked one to. Where an emergency waits for the last signature, it
 * goes on from then.
 */
export function approveMatter(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { discipline, hash }: NewSignature,
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async (step) => {
    const instead = await speaksIn(step, discipline, at);
    if (!instead.ok) return instead;
    const { trx, open, who } = step;
    const signedAt = new Date(at).toISOString();
    const stands = instead.value === null ? {} : { for: instead.value };
    const document = deps.sign(
      {
        '@context': `${deps.publicUrl}/sign-off/v1`,
        type: 'SignOff',
        network: open.network,
        organisation: open.organisation,
        matter: open.id,
        version: open.matter.version,
        discipline,
        signer: who.id,
        ...stands,
        hash,
        at: signedAt,
      },
      signedAt,
    );
    const deed = { kind: 'approved', discipline, hash, document, ...stands } as const;
    const signed = await takeStep(trx, open, who.id, deed, at);
    return signed.ok ? confirmIfAllSigned(deps, trx, viewer, signed.value, at) : signed;
  });
}

/** Refuses what is in review, with the reason; it stands until they sign, or until it is changed. */
export function refuseMatter(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { discipline, hash, reason }: NewSignature & { readonly reason: string },
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async (step) => {
    const instead = await speaksIn(step, discipline, at);
    if (!instead.ok) return instead;
    const { trx, open, who } = step;
    if (open.matter.submission?.hash !== hash) {
      return refuse({ kind: 'conflict', says: 'That isn’t what is in review now; read it again.' });
    }
    const stands = instead.value === null ? {} : { for: instead.value };
    return takeStep(trx, open, who.id, { kind: 'refused', discipline, reason, ...stands }, at);
  });
}

/** Whether they speak for the discipline: by a seat of their own (null), or for an expert who holds one now. */
async function speaksIn(
  { trx, open, who }: StepOf,
  discipline: Discipline,
  at: Instant,
): Promise<Result<ActorId | null>> {
  if (who.disciplines.includes(discipline)) return ok(null);
  const asked = open.matter.delegations.filter(
    (one) => one.to === who.id && one.discipline === discipline && at < one.until,
  );
  if (asked.length === 0) return NO_EXPERT;
  const experts = await expertsOf(trx, open.network, open.organisation, at);
  const signed = new Set(currentSignatures(open.matter).map(({ by }) => by));
  const expert = asked.find(({ by }) =>
    experts.some((one) => one.actor === by && one.name === discipline && !signed.has(by)),
  );
  return expert === undefined ? NO_EXPERT : ok(expert.by);
}
