import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { ToConsole } from '../insight/to-console.tsx';
import { Exports } from '../leaving/exports.tsx';
import { Lists } from '../leaving/resolution.tsx';
import { Synthetic } from '../leaving/synthetic.tsx';
import { Training } from '../leaving/training.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { BudgetGauge } from '../records/budget-gauge.tsx';
import { TermsPanel } from '../terms/terms-panel.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { AudienceLine } from './audience-line.tsx';
import { AudienceSheet } from './audience-sheet.tsx';
import { audiencesQuery } from './queries.ts';
import { Threshold } from './threshold.tsx';
import '../records/records.css';
import './audiences.css';

/** Whom an organisation means to reach, and the tables of numbers that leave: for whoever holds a seat in it. */
export function AudiencesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(audiencesQuery(client, id));
  const { data: houses } = useQuery(seatsQuery(client));
  const [isMaking, setMaking] = useState(false);
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('audiences.title')} />;
  const house = houses?.find(({ organisation }) => organisation.id === id);
  const functions = house?.functions ?? [];
  const isExpert = house?.seats.some(({ kind }) => kind === 'discipline') ?? false;
  return (
    <Page
      title={t('audiences.title')}
      intro={t('audiences.intro')}
      tools={
        <>
          <ToConsole organisation={id} />
          {functions.length === 0 ? null : (
            <Button icon="plus" onPress={() => setMaking(true)}>
              {t('audiences.new')}
            </Button>
          )}
        </>
      }
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : (
        <div className="audiences">
          <details className="audiences-rule">
            <summary>{t('audiences.rule')}</summary>
            <p>{t('audiences.ruleText')}</p>
            <p>{t('audiences.ruleNever')}</p>
          </details>
          {data.audiences.length === 0 ? (
            <Empty icon="lock" title={t('audiences.none')}>
              {t('audiences.noneText')}
            </Empty>
          ) : (
            <ul className="audience-list">
              {data.audiences.map((audience) => (
                <li key={audience.id}>
                  <AudienceLine organisation={id} audience={audience} functions={functions} />
                </li>
              ))}
            </ul>
          )}
          <Threshold organisation={id} kept={data} isExpert={isExpert} />
          <Exports organisation={id} functions={functions} />
          <Synthetic organisation={id} functions={functions} />
          <Training organisation={id} functions={functions} />
          <Lists organisation={id} functions={functions} />
          <BudgetGauge organisation={id} />
          <TermsPanel organisation={id} isExpert={isExpert} />
        </div>
      )}
      {isMaking ? (
        <AudienceSheet organisation={id} functions={functions} onClose={() => setMaking(false)} />
      ) : null}
    </Page>
  );
}
