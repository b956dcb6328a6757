import { useQuery } from '@tanstack/react-query';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exposure } from '../api/decisions.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { exposureQuery } from './queries.ts';
import './privacy.css';

/** What of one's own is for whom, as a heat map, and what four kinds of onlooker can learn. */
export function ExposureScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { data: exposure, error, refetch } = useQuery(exposureQuery(client));
  return (
    <Page title={t('exposure.title')} intro={t('exposure.intro', { name: persona.display_name })} wide>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {exposure === undefined && error === null ? <Skeleton /> : null}
      {exposure === undefined ? null : (
        <>
          <HeatMap exposure={exposure} />
          <Learnt learnt={exposure.learnt} />
        </>
      )}
    </Page>
  );
}

function HeatMap({ exposure }: { exposure: Exposure }): ReactNode {
  const { t } = useTranslation();
  const { audiences, rows, more } = exposure;
  if (rows.length === 0) return <p className="page-intro">{t('exposure.nothing')}</p>;
  const widest = Math.max(1, ...audiences.map(({ people }) => people));
  // How warm a cell is: by how many people, on a scale that tells ten from a hundred; visitors are the most there is.
  const warmth = ({ people, visitors }: Exposure['audiences'][number]): number =>
    visitors ? 1 : 0.15 + (0.6 * Math.log1p(people)) / Math.log1p(widest);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too
    <section className="heat-frame" tabIndex={0} aria-label={t('exposure.title')}>
      <table className="heat">
        <thead>
          <tr>
            <td />
            {audiences.map((one) => (
              <th scope="col" key={one.text}>
                <AudienceWords audience={one.audience} />
                <small>
                  {one.uncounted
                    ? t('exposure.uncounted')
                    : one.visitors
                      ? t('exposure.anybody')
                      : t('exposure.people', { count: one.people })}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attribute?.id ?? row.kind}>
              <th scope="row">
                {row.attribute === null
                  ? t(`exposure.row.${row.kind}`)
                  : t(`attribute.kind.${row.attribute.kind}` as 'attribute.kind.name')}
              </th>
              {row.cells.map((things, n) => {
                const audience = audiences[n] as Exposure['audiences'][number];
                const style = { '--warmth': things === 0 ? 0 : warmth(audience) } as CSSProperties;
                return (
                  <td key={audience.text} style={style} className={things === 0 ? '' : 'heat-warm'}>
                    {things === 0 ? <span className="visually-hidden">{t('exposure.no')}</span> : things}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className="control-now">{t('exposure.more', { count: more })}</p> : null}
    </section>
  );
}

function Learnt({ learnt }: { learnt: Exposure['learnt'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="control-rules learnt">
      {(['stranger', 'colleague', 'employer', 'business'] as const).map((who) => {
        const those = learnt.filter((one) => one.who === who);
        return (
          <section key={who}>
            <h2>{t(`exposure.who.${who}`)}</h2>
            {those.length === 0 ? <p>{t('exposure.noEmployer')}</p> : null}
            {those.map((one) => (
              <p key={one.organisation?.id ?? who}>
                {one.organisation === null ? null : <strong>{one.organisation.display_name}: </strong>}
                {one.text}
              </p>
            ))}
          </section>
        );
      })}
      <p className="control-now">{t('exposure.bound')}</p>
    </div>
  );
}
