import type { Kysely } from 'kysely';
import type { Box } from '../../privacy/boxes.ts';
import type { ActorId, Instant, PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { type Risk, risksOf } from '../risk/risks-of.ts';
import type { Ground } from './ground.ts';

/**
 * What the processing risks of which a text speaks, as experts have it before them when they sign: of each that is declared
 * how grave it is, threat by threat. What the matter itself has in force is left out, so that bringing it into force doesn't
 * change what was signed.
 */
export async function frozenRisks(
  db: Kysely<Database>,
  ground: Ground,
  { organisation, releases }: { readonly organisation: ActorId; readonly releases: readonly PolicyTextId[] },
  boxes: readonly Box[],
  at: Instant,
): Promise<readonly object[]> {
  const policies = ground.policies.filter(({ source }) => source === undefined || !releases.includes(source));
  const { risks } = await risksOf(db, { ...ground, policies }, organisation, at);
  const isMeant = ({ entry }: Risk): boolean =>
    boxes.length === 0 || boxes.some(({ purposes }) => purposes?.includes(entry.declared.purpose) !== false);
  return risks.filter(isMeant).map(frozen);
}

const frozen = ({ entry, assessment }: Risk): object => ({
  processing: entry.id,
  title: entry.declared.title,
  purpose: entry.declared.purpose,
  residual: assessment.residual,
  impact_assessment: assessment.impactAssessment,
  threats: assessment.threats.map(({ id, after }) => ({ id, ...after })),
  consult: assessment.consultations.map(({ who }) => who),
});
