import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InfluenceClass, InfluenceSpread } from '../api/influence.ts';

/** What was told, class by class: in words, and as a bar with the interval that its noise leaves. */
export function SpreadTable({ told }: { told: InfluenceSpread }): ReactNode {
  const { t, i18n } = useTranslation();
  const isTies = told.measure === 'ties';
  const number = new Intl.NumberFormat(i18n.language);
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  const say = (value: number): string => (isTies ? number.format(value) : share.format(value));
  const most = isTies ? Math.max(1, ...told.classes.map(({ interval }) => interval?.to ?? 0)) : 1;
  const at = (value: number): string => `${Math.min(100, (100 * value) / most)}%`;
  const name = ({ from, to }: InfluenceClass): string => {
    const begins = told.measure === 'betweenness' ? share1(from, i18n.language) : number.format(from);
    const ends =
      to === null ? null : told.measure === 'betweenness' ? share1(to, i18n.language) : number.format(to);
    if (isTies) return t('influence.class.ties', { count: from });
    return ends === null
      ? t(`influence.class.from.${told.measure as 'pagerank'}`, { from: begins })
      : t(`influence.class.between.${told.measure as 'pagerank'}`, { from: begins, to: ends });
  };
  return (
    <>
      <table className="influence-table">
        <thead>
          <tr>
            <th scope="col">{t(`influence.head.${told.measure}`)}</th>
            <th scope="col">{t(isTies ? 'influence.head.members' : 'influence.head.share')}</th>
          </tr>
        </thead>
        <tbody>
          {told.classes.map((one) => (
            <tr key={one.from}>
              <th scope="row">{name(one)}</th>
              <td>
                {one.value === null || one.interval === null
                  ? t(isTies ? 'influence.fewer' : 'influence.fewerParts', { count: one.fewer_than ?? 0 })
                  : t('influence.about', {
                      value: say(one.value),
                      from: say(one.interval.from),
                      to: say(one.interval.to),
                    })}
                {one.value === null || one.interval === null ? null : (
                  <span className="influence-bar" aria-hidden="true">
                    <span className="influence-value" style={{ inlineSize: at(one.value) }} />
                    <span
                      className="influence-interval"
                      style={{
                        insetInlineStart: at(one.interval.from),
                        inlineSize: at(one.interval.to - one.interval.from),
                      }}
                    />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="influence-note">
        {t(isTies ? 'influence.noiseTies' : 'influence.noiseParts', {
          sigma: isTies ? number.format(Math.round(told.noise.sigma)) : share.format(told.noise.sigma),
          parts: told.parts === null ? '' : number.format(told.parts),
        })}
      </p>
    </>
  );
}

/** Of small shares a digit more. */
const share1 = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
