import type { Result } from '../../core/result.ts';
import type { ExportDefinition } from '../../privacy/targeting.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import { noteUseOfCells } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { answerTableOnce, type TableAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { foundFirst } from '../counting/found-first.ts';
import { type Going, IN_REQUEST } from '../counting/going.ts';
import { exportCells } from './export-cells.ts';
import { mayTake } from './may-take.ts';

/**
 * Makes a table of numbers about members that leaves the platform: only what the experts have signed, to the letter; with
 * noise and the minimum in each cell, for the price of one count. The same table is the same for its day.
 * @throws TakesTooLong
 */
export async function makeExport(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  organisation: ActorId,
  definition: ExportDefinition,
  at: Instant,
  going: Going = IN_REQUEST,
): Promise<Result<TableAnswer>> {
  const { function: fn, purpose, attribute, values, until } = definition;
  const by = [{ kind: attribute, values }];
  const days = await mayTake(deps, viewer, { organisation, definition }, by, at);
  if (!days.ok) return days;
  const { network, networkFacts } = viewer;
  const asked = { organisation, function: fn, purpose, by, retentionDays: days.value };
  const shown = exportCells({ network, policies: networkFacts.policies }, asked, at);
  const { before, found } = foundFirst(network, deps.store.community, shown, going);
  const use = asUse(viewer, 'exported', asked, [attribute]);
  const canonical = JSON.stringify({ export: [attribute, ...values], for: purpose, in: fn, until });
  const cells = values.length + 1;
  return answerTableOnce(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'export', canonical },
    { cells, before, count: (trx) => noteUseOfCells(trx, deps, network, use, { found, cells }, at) },
    at,
  );
}
