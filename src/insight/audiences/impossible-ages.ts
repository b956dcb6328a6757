import { ok, type Result, refuse } from '../../core/result.ts';
import type { Precision } from '../../privacy/disclosure.ts';
import { isCertainlyOfAge } from '../../privacy/of-age.ts';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';

/** Refuses a condition that nobody meets who is of age by what they show: each of its birth dates may be a minor's, or is yet to come. */
export function refuseImpossibleAges(
  { conditions }: Pick<AudienceDefinition, 'conditions'>,
  at: Instant,
): Result<null> {
  const n = conditions.findIndex(
    ({ kind, values }) =>
      kind === 'birth-date' && !values.some((value) => isCertainlyOfAge(value, precisionOf(value), at)),
  );
  if (n < 0) return ok(null);
  return refuse({
    kind: 'invalid',
    field: `conditions.${n}.values`,
    says: 'are met by nobody: whoever shows one of these isn’t certainly eighteen, and minors are never picked; name one that is long enough ago',
  });
}

/** By its form, of the three that birth dates are compared in. */
function precisionOf(value: string): Precision {
  if (value.endsWith('s')) return 'decade';
  return value.includes('–') ? 'age-band' : 'year';
}
