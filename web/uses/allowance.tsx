import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Allowance, chooseAllowance, readAllowance, SHARES } from '../api/allowance.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Choices } from '../ui/choices.tsx';
import { Gauge } from '../ui/gauge.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';

/** What organisations may still learn of oneself in numbers this quarter, all of them together, and how to make that less. */
export function AllowancePanel(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = { queryKey: [client.persona, 'allowance'], queryFn: () => readAllowance(client) };
  const { data: allowance, error, refetch } = useQuery(query);
  return (
    <section className="panel allowance" aria-labelledby="allowance-heading">
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
        <Gauge
          label={t('allowance.used', { quarter: allowance.quarter })}
          value={counts - left}
          most={counts}
          says={t('allowance.left', said)}
        />
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
