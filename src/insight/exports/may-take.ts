import { ok, type Result } from '../../core/result.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { asksOfShown, isLeftToNobody } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { hasSensitiveText } from '../../store/sensitive-marks.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import type { Viewer } from '../../store/viewer.ts';
import { comparesSensitiveWords } from '../audiences/sensitive-values.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { takesAway } from './export-cells.ts';
import { daysLeft } from './term.ts';

/** What is about to be taken away of what members show. */
interface Taking {
  readonly function: BusinessFunction;
  readonly purpose: Purpose;
  readonly until: string;
}

/**
 * Whether numbers by these kinds may be taken away now: by who acts in the function, exactly as it was signed, and as far as policies
 * leave it to anybody. Says for how many days they are used.
 * @param definition as it was signed
 */
export async function mayTake<T extends Taking>(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, definition }: { readonly organisation: ActorId; readonly definition: T },
  by: readonly { readonly kind: AttributeKind; readonly values: readonly string[] }[],
  at: Instant,
): Promise<Result<number>> {
  const { function: fn, purpose, until } = definition;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const days = daysLeft(until, at);
  if (!days.ok) return days;
  const { network, networkFacts } = viewer;
  const values = by.flatMap((one) => one.values);
  if (await hasSensitiveText(deps.store.community, network, values, at)) return comparesSensitiveWords;
  const gated = { kind: 'export', organisation, what: definition } as const;
  const signed = await requireSignOff(deps.store.community, network, gated, at);
  if (!signed.ok) return signed;
  const as = { organisation, capacity: fn, retentionDays: days.value };
  const kinds = by.map(({ kind }) => kind);
  const groups = asksOfShown(as, purpose, kinds, at);
  const taken = groups.map((group) =>
    group.map((one) => ({ ...one, question: takesAway({ as, purpose, at }) })),
  );
  return isLeftToNobody(networkFacts.policies, [...groups, ...taken]) ? forbiddenNow : ok(days.value);
}
