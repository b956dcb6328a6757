import { lazy, type ReactNode, Suspense, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toggle } from '../ui/toggle.tsx';
import { type Point, untoldOf } from './points.ts';
import './chart.css';

const Picture = lazy(async () => ({ default: (await import('./picture.tsx')).Picture }));

/**
 * Numbers with the noise that they have: a picture with an interval at each, or, at a press, the same as a table. What wasn't told stands
 * there as such.
 */
export function Chart({
  title,
  kind,
  points,
  of,
  unit,
  untold,
  format,
  children,
}: {
  title: string;
  kind: 'bars' | 'series';
  points: readonly Point[];
  /** What the labels are: days, interests. */
  of: string;
  /** What is counted. */
  unit: string;
  /** What is said where nothing was told: fewer than so many, unless it is something else. */
  untold: string;
  format?: (value: number) => string;
  /** What is said of it besides. */
  children?: ReactNode;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [isTable, setTable] = useState(false);
  const usual = useMemo(() => {
    const { format: say } = new Intl.NumberFormat(i18n.language);
    return (value: number) => say(value);
  }, [i18n.language]);
  const say = format ?? usual;
  const hidden = untoldOf(points).length;
  return (
    <figure className="noisy-chart" aria-labelledby={id}>
      <figcaption className="chart-head">
        <span id={id} className="chart-title">
          {title}
        </span>
        <Toggle isSelected={isTable} onChange={setTable}>
          {t('chart.asTable')}
          <span className="visually-hidden"> {title}</span>
        </Toggle>
      </figcaption>
      {isTable ? (
        <PointTable points={points} of={of} unit={unit} untold={untold} say={say} />
      ) : (
        <Suspense fallback={<div className="chart-picture" />}>
          <Picture
            label={t('chart.pictureOf', { title, count: points.length })}
            kind={kind}
            points={points}
            untold={untold}
            format={say}
          />
        </Suspense>
      )}
      <p className="chart-note">
        {unit}. {t('chart.interval')}
        {hidden === 0 || isTable ? null : <> {t('chart.hidden', { count: hidden, untold })}</>}
      </p>
      {children}
    </figure>
  );
}

function PointTable({
  points,
  of,
  unit,
  untold,
  say,
}: {
  points: readonly Point[];
  of: string;
  unit: string;
  untold: string;
  say: (value: number) => string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <table className="chart-table">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">{unit}</th>
          <th scope="col">{t('chart.between')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ label, value, low, high }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value === null ? untold : say(value)}</td>
            <td>
              {low === null || high === null ? '–' : t('chart.fromTo', { from: say(low), to: say(high) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
