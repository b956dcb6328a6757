import { type ReactNode, useId } from 'react';

const ROW = 26;
const WIDTH = 320;

/** A figure, and the same of the period beside where one stands there. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly beside?: number;
}

/** Bars, and the same as a table: a picture for who sees it, words and numbers for all. */
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
  /** The same over the column of what stands beside; where it is given, each bar has two. */
  besideUnit?: string | undefined;
  none: string;
  bars: readonly Bar[];
}): ReactNode {
  const id = useId();
  const most = Math.max(0, ...bars.flatMap(({ value, beside }) => [value, beside ?? 0]));
  const widthOf = (value: number): number => Math.max(value === 0 ? 0 : 2, (WIDTH * value) / most);
  const height = besideUnit === undefined ? ROW - 10 : (ROW - 8) / 2;
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {most === 0 ? (
        <p>{none}</p>
      ) : (
        <div className="chart">
          <table>
            <thead>
              <tr>
                <td />
                <th scope="col">{unit}</th>
                {besideUnit === undefined ? null : (
                  <th scope="col" className="chart-beside">
                    {besideUnit}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {bars.map(({ name, value, beside }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                  {besideUnit === undefined ? null : <td>{beside ?? 0}</td>}
                </tr>
              ))}
            </tbody>
          </table>
          <svg viewBox={`0 0 ${WIDTH} ${ROW * bars.length}`} aria-hidden="true" preserveAspectRatio="none">
            {bars.map(({ name, value, beside }, n) => (
              <g key={name}>
                <rect
                  x={0}
                  y={n * ROW + (besideUnit === undefined ? 5 : 4)}
                  width={widthOf(value)}
                  height={height}
                  rx={3}
                />
                {besideUnit === undefined ? null : (
                  <rect
                    className="bar-beside"
                    x={0}
                    y={n * ROW + 4 + height}
                    width={widthOf(beside ?? 0)}
                    height={height}
                    rx={3}
                  />
                )}
              </g>
            ))}
          </svg>
        </div>
      )}
    </section>
  );
}
