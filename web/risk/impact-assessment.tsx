import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Risk } from '../api/risks.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { Matrix } from './matrix.tsx';
import { ClaimsPart, ConsultPart, CriteriaPart, DeclaredPart, FlowsPart } from './parts.tsx';
import { riskQuery } from './queries.ts';
import { Threats } from './threats.tsx';
import './risk.css';

/** A data protection impact assessment (GDPR Article 35(7)) as a document to be printed. */
export function ImpactAssessmentScreen(): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { id, risk } = useParams({ strict: false }) as { id: string; risk: string };
  const { data, error, refetch } = useQuery(riskQuery(client, id, risk));
  return (
    <Page
      title={t('risk.document')}
      heading={t('risk.documentOf', { title: data?.declared.title ?? '…' })}
      wide
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : (
        <article className="risk-page risk-document">
          <div className="risk-tools">
            <Button onPress={() => window.print()}>{t('risk.print')}</Button>
            <Button onPress={() => save(data)}>{t('risk.saveJson')}</Button>
          </div>
          <p>{t('risk.asOf', { title: data.declared.title, date: fullDate(new Date(), i18n.language) })}</p>
          <h2>{t('risk.section.description')}</h2>
          <DeclaredPart risk={data} isBrief />
          <FlowsPart risk={data} />
          <h2>{t('risk.section.necessity')}</h2>
          <p>{data.declared.necessity === '' ? t('risk.noNecessity') : data.declared.necessity}</p>
          <ClaimsPart risk={data} />
          <h2>{t('risk.section.risks')}</h2>
          <Matrix threats={data.threats} when="before" chosen={null} onChoose={() => undefined} />
          <h2>{t('risk.section.measures')}</h2>
          <Matrix threats={data.threats} when="after" chosen={null} onChoose={() => undefined} />
          <Threats threats={data.threats} />
          <h2>{t('risk.criteria')}</h2>
          <p>{data.impact_assessment ? t('risk.mustAssess') : t('risk.needNotAssess')}</p>
          <CriteriaPart risk={data} />
          <h2>{t('risk.consult')}</h2>
          <ConsultPart risk={data} />
          <h2>{t('risk.section.conclusion')}</h2>
          <p>{t(`risk.conclusion.${data.residual}`)}</p>
        </article>
      )}
    </Page>
  );
}

/** The same as JSON, as it is shown. */
function save(risk: Risk): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(risk, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `impact-assessment-${risk.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
