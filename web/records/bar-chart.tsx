import { type ReactNode, useId } from 'react';

/** A figure, and the same of the period beside where one stands there. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly beside?: number;
}

/** Bars within their table: a picture for who sees it, words and numbers for all. */
export function BarChart({
  title,
  unit,
  besideUnit,
  none,
  bars,
}: {
  title: string;
  /** What is counted, over the column of numbers. */
  unit: string;
  /** The same over the column of what stands beside; where it is given, each row has two bars. */
  besideUnit?: string | undefined;
  none: string;
  bars: readonly Bar[];
}): ReactNode {
  const id = useId();
  const most = Math.max(0, ...bars.flatMap(({ value, beside }) => [value, beside ?? 0]));
  const lengthOf = (value: number): string => `${(100 * value) / most}%`;
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {most === 0 ? (
        <p>{none}</p>
      ) : (
        <table className="chart">
          <thead>
            <tr>
              <td />
              <th scope="col">{unit}</th>
              {besideUnit === undefined ? null : <th scope="col">{besideUnit}</th>}
              <td className="chart-bars" />
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, value, beside }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
                {besideUnit === undefined ? null : <td>{beside ?? 0}</td>}
                <td className="chart-bars">
                  <span className="chart-bar" style={{ inlineSize: lengthOf(value) }} />
                  {besideUnit === undefined ? null : (
                    <span className="chart-bar chart-beside" style={{ inlineSize: lengthOf(beside ?? 0) }} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
