import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyInForce } from '../api/sign-off.ts';
import { fullTime } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Sentences } from '../policies/sentences.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Changes } from './changes.tsx';
import { housesQuery, policiesQuery } from './queries.ts';
import './sign-off.css';
import { useWords } from './use-words.ts';

/** What is in force on the network, for every member; and what it changed for oneself. */
export function PoliciesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(policiesQuery(client));
  const { data: houses = [] } = useQuery(housesQuery(client));
  return (
    <Page
      title={t('policies.title')}
      intro={t('policies.intro')}
      tools={houses.length === 0 ? undefined : <Link to="/sign-off">{t('signOff.title')}</Link>}
    >
      <div className="sign-off">
        <Changes />
        <section aria-labelledby="in-force">
          <h2 id="in-force">{t('policies.inForce')}</h2>
          {error ? <Failed error={error} retry={refetch} /> : null}
          {data === undefined && !error ? <Skeleton /> : null}
          {data?.length === 0 ? (
            <Empty icon="door" title={t('policies.none')}>
              {t('policies.noneText')}
            </Empty>
          ) : null}
          <ol className="matters">
            {data?.map((policy) => (
              <li key={policy.id} className="matter-card">
                <Policy policy={policy} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Page>
  );
}

function Policy({ policy }: { policy: PolicyInForce }): ReactNode {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const time = (at: string) => fullTime(new Date(at), i18n.language);
  const who = policy.organisation === null ? t('policies.host') : faceOf(policy.organisation).display_name;
  const isToCome = new Date(policy.from) > new Date();
  return (
    <>
      <h3>{policy.title}</h3>
      <p>
        {t(policy.scope === 'network' ? 'policies.bindsAll' : 'policies.binds', { who })}{' '}
        {t('policies.signedBy', { list: words.list(policy.signed_by) })}
      </p>
      <p className="matter-note">
        {t(isToCome ? 'policies.from' : 'policies.since', { at: time(policy.from) })}
        {policy.until === null
          ? null
          : ` ${t(policy.emergency ? 'policies.emergency' : 'policies.until', { at: time(policy.until) })}`}
      </p>
      <Sentences text={policy.text} scope={policy.scope} />
      <details>
        <summary>{t('policies.text')}</summary>
        {/* Scrolls by itself, and so must be reached by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
        <pre tabIndex={0}>{policy.text}</pre>
      </details>
    </>
  );
}
