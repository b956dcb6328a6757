import type { DataUse } from '../api/uses.ts';

/** Uses of an organisation in a quarter. */
export interface LearntGroup {
  readonly key: string;
  /** `2026-Q1`, UTC, as budgets go. */
  readonly quarter: string;
  readonly organisation: DataUse['organisation'];
  readonly uses: readonly DataUse[];
}

/** By quarter and organisation, the latest first. */
export const byQuarter = (uses: readonly DataUse[]): LearntGroup[] =>
  [...Map.groupBy(uses, ({ at, organisation }) => `${quarterOf(at)} ${organisation.id}`)].flatMap(
    ([key, of]) => {
      const [first] = of;
      return first === undefined
        ? []
        : [{ key, quarter: quarterOf(first.at), organisation: first.organisation, uses: of }];
    },
  );

function quarterOf(at: string): string {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}
