import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Meter } from 'react-aria-components/Meter';
import { useTranslation } from 'react-i18next';
import { type Allowance, chooseAllowance, readAllowance, SHARES } from '../api/allowance.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Choices } from '../ui/choices.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import '../records/records.css';

/** What organisations may still learn of oneself in numbers this quarter, all of them together, and how to make that less. */
export function AllowancePanel(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = { queryKey: [client.persona, 'allowance'], queryFn: () => readAllowance(client) };
  const { data: allowance, error, refetch } = useQuery(query);
  return (
    <section className="panel" aria-labelledby="allowance-heading">
      <h2 id="allowance-heading">{t('allowance.title')}</h2>
      <p>{t('allowance.intro')}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {allowance === undefined ? error === null && <Skeleton rows={2} /> : <Chosen allowance={allowance} />}
    </section>
  );
}

function Chosen({ allowance }: { allowance: Allowance }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { share, counts, counts_left: left } = allowance;
  const said = { count: left, of: counts, at: fullDate(new Date(allowance.renews_at), i18n.language) };
  return (
    <>
      {counts === 0 ? (
        <p>{t('allowance.never')}</p>
      ) : (
        <Meter
          className="gauge"
          value={counts - left}
          maxValue={counts}
          valueLabel={t('allowance.left', said)}
        >
          {({ percentage, valueText }) => (
            <>
              <Label>{t('allowance.used', { quarter: allowance.quarter })}</Label>
              <span>{valueText}</span>
              <div className="gauge-bar">
                <div className="gauge-fill" style={{ inlineSize: `${percentage}%` }} />
              </div>
            </>
          )}
        </Meter>
      )}
      {counts > 0 && left === 0 ? <p>{t('allowance.out', said)}</p> : null}
      <Choices
        label={t('allowance.choose')}
        choices={SHARES.map((value) => ({
          value,
          title: t(`allowance.share.${value}.title`),
          text: t(`allowance.share.${value}.text`),
        }))}
        value={share}
        onChange={(chosen) =>
          act(() => chooseAllowance(client, chosen), {
            says: t('allowance.chosen'),
            touches: [[client.persona, 'allowance']],
          })
        }
      />
    </>
  );
}
