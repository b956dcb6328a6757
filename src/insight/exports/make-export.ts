import { type Result, refuse } from '../../core/result.ts';
import { asksOfShown, type ExportDefinition, isLeftToNobody } from '../../privacy/targeting.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import { noteUseOfCells } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { hasSensitiveText } from '../../store/sensitive-marks.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import type { Viewer } from '../../store/viewer.ts';
import { forbiddenNow } from '../audiences/audience-size.ts';
import { comparesSensitiveWords } from '../audiences/sensitive-values.ts';
import { answerTableOnce, type TableAnswer } from '../counting/answer-once.ts';
import { exportCells, takesAway } from './export-cells.ts';

/** For how many days at most a table may be used from when it is made. */
const MOST_EXPORT_DAYS = 90;

/**
 * Makes a table of numbers about members that leaves the platform: only what the experts have signed, to the letter; with
 * noise and the minimum in each cell, for the price of one count. The same table is the same for its day.
 */
export async function makeExport(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  organisation: ActorId,
  definition: ExportDefinition,
  at: Instant,
): Promise<Result<TableAnswer>> {
  const { function: fn, purpose, attribute, values, until } = definition;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const { network, networkFacts } = viewer;
  const ends = Date.parse(until);
  if (ends <= at) return refuse({ kind: 'invalid', field: 'until', says: 'is over' });
  if (ends > at + MOST_EXPORT_DAYS * DAY_MS) {
    return refuse({ kind: 'invalid', field: 'until', says: `is in ${MOST_EXPORT_DAYS} days at most` });
  }
  if (await hasSensitiveText(deps.store.community, network, values, at)) return comparesSensitiveWords;
  const gated = { kind: 'export', organisation, what: definition } as const;
  const signed = await requireSignOff(deps.store.community, network, gated, at);
  if (!signed.ok) return signed;
  const { policies } = networkFacts;
  const retentionDays = Math.ceil((ends - at) / DAY_MS);
  const as = { organisation, capacity: fn, retentionDays };
  const groups = asksOfShown(as, purpose, [attribute], at);
  const taken = groups.map((group) =>
    group.map((one) => ({ ...one, question: takesAway({ as, purpose, at }) })),
  );
  if (isLeftToNobody(policies, [...groups, ...taken])) return forbiddenNow;
  const found = exportCells({ network, policies }, organisation, definition, retentionDays, at);
  const use = { organisation, function: fn, deed: 'exported', purpose, kinds: [attribute] } as const;
  const canonical = JSON.stringify({ export: [attribute, ...values], for: purpose, in: fn, until });
  const cells = values.length + 1;
  return answerTableOnce(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'export', canonical },
    { cells, count: (trx) => noteUseOfCells(trx, deps, network, use, { found, cells }, at) },
    at,
  );
}
