import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter } from '../api/sign-off.ts';
import { fullTime } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { TryDraft } from '../simulation/try-draft.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { Clauses } from './clauses.tsx';
import { DraftSheet } from './draft-sheet.tsx';
import { MatterSteps } from './matter-steps.tsx';
import { matterQuery } from './queries.ts';
import { Signers } from './signers.tsx';
import './sign-off.css';
import { Timeline } from './timeline.tsx';

/** One matter: what it says, who must sign, what can be done now, and all that happened. */
export function MatterScreen(): ReactNode {
  const { t } = useTranslation();
  const { organisation, matter: id } = useParams({ from: '/app/sign-off/$organisation/$matter' });
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(matterQuery(client, organisation, id));
  return (
    <Page title={t('signOff.matter')} heading={data?.title ?? t('signOff.matter')}>
      <div className="sign-off">
        {error ? <Failed error={error} retry={refetch} /> : null}
        {data === undefined && !error ? <Skeleton /> : null}
        {data === undefined ? null : <Whole organisation={organisation} matter={data} />}
      </div>
    </Page>
  );
}

function Whole({ organisation, matter }: { organisation: string; matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Standing matter={matter} />
      <MatterSteps organisation={organisation} matter={matter} />
      <Signers matter={matter} />
      <section aria-labelledby="matter-text">
        <h2 id="matter-text">{t('signOff.text')}</h2>
        {matter.text === '' ? <p>{t('signOff.toRetireText')}</p> : null}
        <Clauses organisation={organisation} matter={matter} />
        {matter.state === 'retired' ? null : (
          <Button icon="pen" onPress={() => setChanging(true)}>
            {t('signOff.change')}
          </Button>
        )}
      </section>
      {(matter.facts?.beside ?? []).length === 0 ? null : (
        <section aria-labelledby="matter-beside">
          <h2 id="matter-beside">{t('signOff.beside')}</h2>
          <ul>
            {matter.facts?.beside?.map((one) => (
              <li key={`${one.title} ${one.version}`}>{one.title}</li>
            ))}
          </ul>
        </section>
      )}
      <FrozenRisks organisation={organisation} matter={matter} />
      {matter.kind === 'policy' && matter.text !== '' ? (
        <TryDraft
          organisation={organisation}
          draft={{ text: matter.text, scope: matter.scope, replaces: matter.in_force?.release ?? null }}
        />
      ) : null}
      <Timeline steps={matter.timeline} />
      {isChanging ? (
        <DraftSheet organisation={organisation} matter={matter} onClose={() => setChanging(false)} />
      ) : null}
    </>
  );
}

/** What the processing risks of which it speaks, as it was frozen with the text. */
function FrozenRisks({ organisation, matter }: { organisation: string; matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const risks = matter.facts?.risks ?? [];
  if (risks.length === 0) return null;
  return (
    <section aria-labelledby="matter-risks">
      <h2 id="matter-risks">{t('signOff.risks')}</h2>
      <ul>
        {risks.map(({ processing, title, residual, impact_assessment: isAssessed }) => (
          <li key={processing}>
            <Link to="/organisations/$id/risks/$risk" params={{ id: organisation, risk: processing }}>
              {title}
            </Link>{' '}
            {t('risk.left', { gravity: t(`risk.gravity.${residual}`) })}
            {isAssessed ? ` · ${t('risk.needsAssessment')}` : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far it is, and what of it is in force meanwhile. */
function Standing({ matter }: { matter: Matter }): ReactNode {
  const { t, i18n } = useTranslation();
  const time = (at: string) => fullTime(new Date(at), i18n.language);
  const { in_force: force, emergency } = matter;
  return (
    <div className={`matter-card matter-${matter.state}`}>
      <p>
        <strong>{t(`signOff.state.${matter.state}`)}</strong> ·{' '}
        {t(`signOff.kind.${matter.kind}` as 'signOff.kind.policy')} ·{' '}
        {t('signOff.version', { n: matter.version })}
      </p>
      {force === null ? null : (
        <p>
          {t(new Date(force.from) > new Date() ? 'signOff.comes' : 'signOff.stands', {
            n: force.version,
            at: time(force.from),
          })}
          {force.until === null ? null : ` ${t('signOff.ends', { at: time(force.until) })}`}
        </p>
      )}
      {emergency === null ? null : (
        <p className="matter-warn">{t('signOff.emergencyUntil', { at: time(emergency.until ?? '') })}</p>
      )}
      {matter.sent === null || (force === null && matter.sent === 0) ? null : (
        <p>{t('signOff.sent', { count: matter.sent })}</p>
      )}
      {matter.retired_from === null ? null : (
        <p>{t('signOff.retiredFrom', { at: time(matter.retired_from) })}</p>
      )}
    </div>
  );
}
