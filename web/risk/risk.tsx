import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endProcessing, type Risk } from '../api/risks.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { DeclareSheet } from './declare-sheet.tsx';
import { type Cell, Matrix } from './matrix.tsx';
import { ClaimsPart, ConsultPart, CriteriaPart, DeclaredPart, FlowsPart } from './parts.tsx';
import { riskQuery } from './queries.ts';
import { Threats } from './threats.tsx';
import './risk.css';

/** What one processing risks. */
export function RiskScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id, risk } = useParams({ strict: false }) as { id: string; risk: string };
  const { data, error, refetch } = useQuery(riskQuery(client, id, risk));
  return (
    <Page title={t('risk.one')} heading={data?.declared.title ?? t('risk.one')} wide>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : <Found organisation={id} risk={data} />}
    </Page>
  );
}

function Found({ organisation, risk }: { organisation: string; risk: Risk }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const navigate = useNavigate();
  const [when, setWhen] = useState<'before' | 'after'>('after');
  const [cell, setCell] = useState<Cell | null>(null);
  const [isChanging, setChanging] = useState(false);
  const shown =
    cell === null
      ? risk.threats
      : risk.threats.filter(
          ({ [when]: grade }) => grade.likelihood === cell.likelihood && grade.severity === cell.severity,
        );
  const end = async (): Promise<void> => {
    const touches = [[client.persona, 'risks', organisation]];
    if (await act(() => endProcessing(client, organisation, risk.id), { says: t('risk.ended'), touches })) {
      await navigate({ to: '/organisations/$id/risks', params: { id: organisation } });
    }
  };
  return (
    <div className="risk-page">
      <div className="risk-tools">
        <Button onPress={() => setChanging(true)}>{t('risk.change')}</Button>
        <Link
          className="button button-plain button-usual"
          to="/organisations/$id/risks/$risk/impact-assessment"
          params={{ id: organisation, risk: risk.id }}
        >
          {t('risk.document')}
        </Link>
        <Button look="danger" isPending={isBusy} onPress={end}>
          {t('risk.end')}
        </Button>
      </div>
      <DeclaredPart risk={risk} />
      <section aria-labelledby="claims">
        <h2 id="claims">{t('risk.claims')}</h2>
        <ClaimsPart risk={risk} />
      </section>
      <section aria-labelledby="matrix">
        <h2 id="matrix">{t('risk.threats')}</h2>
        <p>{t('risk.threatsText')}</p>
        <fieldset className="risk-when">
          <legend className="visually-hidden">{t('risk.when')}</legend>
          {(['before', 'after'] as const).map((one) => (
            <Button
              key={one}
              size="small"
              look={one === when ? 'primary' : 'plain'}
              aria-pressed={one === when}
              onPress={() => {
                setWhen(one);
                setCell(null);
              }}
            >
              {t(`risk.matrix.${one}`)}
            </Button>
          ))}
        </fieldset>
        <Matrix threats={risk.threats} when={when} chosen={cell} onChoose={setCell} />
        <Threats threats={shown} />
      </section>
      <section aria-labelledby="flows">
        <h2 id="flows">{t('risk.flows')}</h2>
        <FlowsPart risk={risk} />
      </section>
      <section aria-labelledby="criteria">
        <h2 id="criteria">{t('risk.criteria')}</h2>
        <p>{risk.impact_assessment ? t('risk.mustAssess') : t('risk.needNotAssess')}</p>
        <CriteriaPart risk={risk} />
      </section>
      <section aria-labelledby="consult">
        <h2 id="consult">{t('risk.consult')}</h2>
        <ConsultPart risk={risk} />
      </section>
      {isChanging ? (
        <DeclareSheet organisation={organisation} risk={risk} onClose={() => setChanging(false)} />
      ) : null}
    </div>
  );
}
