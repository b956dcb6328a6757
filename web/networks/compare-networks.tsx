import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { LabelRow, labelRows } from './privacy-label.tsx';
import { networksQuery, privacyLabelQuery } from './queries.ts';
import './networks.css';

/** The privacy labels of two networks side by side. */
export function CompareNetworksScreen(): ReactNode {
  const { t } = useTranslation();
  const chosen = useSearch({ from: '/threshold/networks/compare' });
  const navigate = useNavigate();
  const { data: networks = [] } = useQuery(networksQuery);
  const one = useQuery({ ...privacyLabelQuery(chosen.one), enabled: chosen.one !== '' });
  const other = useQuery({ ...privacyLabelQuery(chosen.other), enabled: chosen.other !== '' });
  const labels = [one, other];
  const options = networks.map(({ slug, title }) => ({ value: slug, title }));
  const pick = (side: 'one' | 'other') => (
    <Pick
      label={t(`privacyLabel.${side}`)}
      options={options}
      value={chosen[side]}
      onChange={(slug) => navigate({ to: '/networks/compare', search: { ...chosen, [side]: slug } })}
    />
  );
  return (
    <Page title={t('privacyLabel.compare')} intro={t('privacyLabel.compareIntro')}>
      <div className="compare-picks">
        {pick('one')}
        {pick('other')}
      </div>
      <table className="compare">
        <thead>
          <tr>
            <td />
            {labels.map(({ data }, n) => (
              <th scope="col" key={n === 0 ? 'one' : 'other'}>
                {data?.network.title ?? t(n === 0 ? 'privacyLabel.one' : 'privacyLabel.other')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labelRows.map((row) => (
            <tr key={row}>
              <th scope="row">{t(`privacyLabel.row.${row}`)}</th>
              {labels.map(({ data }, n) => (
                <td key={n === 0 ? 'one' : 'other'}>
                  {data === undefined ? null : <LabelRow row={row} label={data} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}
