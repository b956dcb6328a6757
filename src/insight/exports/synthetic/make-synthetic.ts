import { ok, type Result } from '../../../core/result.ts';
import type { SyntheticDefinition } from '../../../privacy/leaving.ts';
import type { ActorId, Instant } from '../../../privacy/words.ts';
import { noteUseOfCells } from '../../../store/data-uses.ts';
import type { Deps } from '../../../store/deps.ts';
import type { Viewer } from '../../../store/viewer.ts';
import { answerParts, type PartsAnswer } from '../../counting/answer-once.ts';
import { asUse } from '../../counting/as-use.ts';
import { foundFirst } from '../../counting/found-first.ts';
import { type Going, IN_REQUEST } from '../../counting/going.ts';
import { countsOf, fromMinimum } from '../../counting/measure.ts';
import { exportCells } from '../export-cells.ts';
import { mayTake } from '../may-take.ts';
import { aloneInCells, riskOf, type TableRisk } from '../risk/table-risk.ts';
import { cellsOf, type Marginal, marginalise, marginalsOf, type Sizes, valuesOf } from './marginals.ts';
import { errorsOf, type MarginalError, type Released, type SyntheticRows, synthesise } from './synthesise.ts';

/** Rows that nobody is, and from what they were made. */
export interface SyntheticTable extends Omit<PartsAnswer, 'parts' | 'variances'> {
  readonly rows: readonly SyntheticRows[];
  /** The released tables, each with how far the rows are from it. */
  readonly marginals: readonly (MarginalError & { readonly cells: readonly (number | null)[] })[];
  /** σ² of each released number. */
  readonly variance: bigint;
  /** Of the rows, which are nobody's. */
  readonly risk: TableRisk;
  /** The numbers of the values of a cell of one of the tables. */
  readonly valuesOf: (marginal: Marginal, cell: number) => readonly number[];
  /** How many of the members have values that nobody else has, as it was released; null is fewer than the minimum. */
  readonly alone: number | null;
}

/**
 * Makes rows that nobody is, exactly as it was signed: tables by one kind and by two are released with noise, together for the
 * price of one count, and the rows are made from these alone. Each member is in one cell of each; how many of them are like no
 * other is one number more. The same definition has the same rows for its day.
 * @throws TakesTooLong
 */
export async function makeSynthetic(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  organisation: ActorId,
  definition: SyntheticDefinition,
  at: Instant,
  going: Going = IN_REQUEST,
): Promise<Result<SyntheticTable>> {
  const { function: fn, purpose, synthetic: by, until } = definition;
  const kinds = by.map(({ kind }) => kind);
  const days = await mayTake(deps, viewer, { organisation, definition }, by, at);
  if (!days.ok) return days;
  const { network, networkFacts } = viewer;
  const taken = { organisation, function: fn, purpose, by, retentionDays: days.value };
  const shown = exportCells({ network, policies: networkFacts.policies }, taken, at);
  const { before, found } = foundFirst(network, deps.store.community, shown, going);
  const use = asUse(viewer, 'exported', taken, kinds);
  const canonical = JSON.stringify({
    synthetic: by.map(({ kind, values }) => [kind, ...values]),
    for: purpose,
    in: fn,
    until,
  });
  const sizes: Sizes = by.map(({ values }) => values.length + 1);
  const marginals = marginalsOf(sizes);
  const cells = cellsOf(
    sizes,
    sizes.map((_, n) => n),
  );
  const told = await answerParts(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'synthetic', canonical },
    {
      parts: [...marginals.map((marginal) => countsOf(cellsOf(sizes, marginal))), countsOf(1)],
      telling: fromMinimum,
      before,
      count: async (trx) => {
        const joint = await noteUseOfCells(trx, deps, network, use, { found, cells }, at);
        return [...marginals.map((marginal) => marginalise(sizes, marginal, joint)), [aloneInCells(joint)]];
      },
    },
    at,
  );
  return told.ok ? ok(tableOf(sizes, marginals, told.value)) : told;
}

function tableOf(
  sizes: Sizes,
  marginals: readonly Marginal[],
  { parts, variances, ...answer }: PartsAnswer,
): SyntheticTable {
  const released: Released = parts.slice(0, marginals.length);
  const rows = synthesise(sizes, released);
  const errors = errorsOf(sizes, released, rows);
  return {
    ...answer,
    rows,
    marginals: errors.map((error, n) => ({ ...error, cells: released[n] ?? [] })),
    variance: variances[0] ?? 0n,
    risk: riskOf(rows.map(({ values, times }) => ({ values: values.map(String), times }))),
    valuesOf: (marginal, cell) => valuesOf(sizes, marginal, cell),
    alone: parts[marginals.length]?.[0] ?? null,
  };
}
