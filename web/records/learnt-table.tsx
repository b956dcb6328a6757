import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../api/records.ts';
import { useRecordWords } from './use-record-words.ts';

type Learnt = Report['learnt'][number];

const keyOf = (one: Learnt): string => JSON.stringify([one.function, one.purpose, one.what]);

/** How many members let it do what, as it was last told, with the noise of then; how it changed is no more certain than these. */
export function LearntTable({
  learnt,
  beside,
}: {
  learnt: readonly Learnt[];
  beside: Report | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  const id = useId();
  const others = new Map(beside?.learnt.map((one) => [keyOf(one), one]));
  const here = new Set(learnt.map(keyOf));
  const rows: (readonly [Learnt, Learnt | undefined, Learnt | undefined])[] = [
    ...learnt.map((one) => [one, one, others.get(keyOf(one))] as const),
    ...[...others.values()]
      .filter((one) => !here.has(keyOf(one)))
      .map((one) => [one, undefined, one] as const),
  ];
  const told = (one: Learnt | undefined): string =>
    one === undefined
      ? t('records.report.notAsked')
      : one.count === null || one.interval === null
        ? t('records.report.fewer', { count: one.fewer_than ?? 0 })
        : t('records.report.about', { count: one.count, from: one.interval.from, to: one.interval.to });
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{t('records.report.learnt')}</h2>
      <p className="record-soft">{t('records.report.learntText')}</p>
      {rows.length === 0 ? <p>{t('records.report.learntNothing')}</p> : null}
      {rows.length === 0 ? null : (
        <table className="record-table">
          <thead>
            <tr className="record-head">
              <th scope="col">{t('records.report.question')}</th>
              <th scope="col">{t('records.report.told')}</th>
              {beside === undefined ? null : <th scope="col">{beside.period}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(([one, mine, other]) => (
              <tr key={keyOf(one)}>
                <th scope="row">
                  {t('records.report.asked', {
                    what: t(`notice.what.${one.what}` as 'notice.what.posts', { defaultValue: one.what }),
                    purpose: one.purpose === null ? t('records.anyPurpose') : words.purpose(one.purpose),
                    function: words.fn(one.function),
                  })}
                </th>
                <td>{told(mine)}</td>
                {beside === undefined ? null : <td>{told(other)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
