import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Risk } from '../api/risks.ts';
import { fullDate } from '../i18n/format.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { DeclareSheet } from './declare-sheet.tsx';
import { risksQuery } from './queries.ts';
import './risk.css';

/** What an organisation does with members' data, each with what it risks, who answers for it and until when. */
export function RiskRegisterScreen(): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(risksQuery(client, id));
  const [isDeclaring, setDeclaring] = useState(false);
  return (
    <Page
      title={t('risk.title')}
      intro={t('risk.intro')}
      tools={
        data === undefined ? undefined : (
          <Button icon="plus" onPress={() => setDeclaring(true)}>
            {t('risk.declare')}
          </Button>
        )
      }
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data?.risks.length === 0 ? (
        <Empty icon="lock" title={t('risk.none')}>
          {t('risk.noneText')}
        </Empty>
      ) : null}
      {data === undefined || data.undeclared.length === 0 ? null : (
        <section className="padded risk-undeclared" aria-labelledby="undeclared">
          <h2 id="undeclared" className="section-heading section-heading-flush">
            {t('risk.undeclared')}
          </h2>
          <ul>
            {data.undeclared.map(({ purpose, observed }) => (
              <li key={purpose}>
                {t('risk.undeclaredLine', {
                  purpose: t(`grants.purpose.${purpose}` as 'grants.purpose.reading'),
                  count: observed.uses,
                  days: observed.days,
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="risk-register">
        {data?.risks.map((risk) => (
          <li key={risk.id}>
            <Line organisation={id} risk={risk} />
          </li>
        ))}
      </ul>
      {data === undefined ? null : (
        <p className="padded risk-budget">
          {t('risk.budget', {
            spent: data.budget.epsilon_spent,
            most: data.budget.epsilon_most,
            date: fullDate(new Date(data.budget.renews_at), i18n.language),
          })}
        </p>
      )}
      {isDeclaring ? <DeclareSheet organisation={id} onClose={() => setDeclaring(false)} /> : null}
    </Page>
  );
}

function Line({ organisation, risk }: { organisation: string; risk: Risk }): ReactNode {
  const { t, i18n } = useTranslation();
  const { declared } = risk;
  const seatName = useSeatName();
  return (
    <>
      <Link
        to="/organisations/$id/risks/$risk"
        params={{ id: organisation, risk: risk.id }}
        className="risk-title"
      >
        {declared.title}
      </Link>
      <span className={`risk-mark risk-${risk.residual}`}>
        {t('risk.left', { gravity: t(`risk.gravity.${risk.residual}`) })}
      </span>
      <p>
        {t(`grants.purpose.${declared.purpose}` as 'grants.purpose.reading')}
        {' · '}
        {risk.overdue
          ? t('risk.overdue', { date: fullDate(new Date(risk.review_by), i18n.language) })
          : t('risk.reviewBy', { date: fullDate(new Date(risk.review_by), i18n.language) })}
        {' · '}
        {risk.owner === null ? t('risk.noOwner') : t('risk.with', { seat: seatName(risk.owner) })}
        {risk.impact_assessment ? ` · ${t('risk.needsAssessment')}` : null}
        {risk.claims.every(({ kept }) => kept) ? null : ` · ${t('risk.claimBroken')}`}
      </p>
    </>
  );
}
