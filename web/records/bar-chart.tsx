import { type ReactNode, useId } from 'react';

const ROW = 26;
const WIDTH = 320;

/** Bars, and the same as a table: a picture for who sees it, words and numbers for all. */
export function BarChart({
  title,
  unit,
  none,
  bars,
}: {
  title: string;
  /** What is counted, over the column of numbers. */
  unit: string;
  none: string;
  bars: readonly { name: string; value: number }[];
}): ReactNode {
  const id = useId();
  const most = Math.max(0, ...bars.map(({ value }) => value));
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
              </tr>
            </thead>
            <tbody>
              {bars.map(({ name, value }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <svg viewBox={`0 0 ${WIDTH} ${ROW * bars.length}`} aria-hidden="true" preserveAspectRatio="none">
            {bars.map(({ name, value }, n) => (
              <rect
                key={name}
                x={0}
                y={n * ROW + 5}
                width={Math.max(value === 0 ? 0 : 2, (WIDTH * value) / most)}
                height={ROW - 10}
                rx={3}
              />
            ))}
          </svg>
        </div>
      )}
    </section>
  );
}
