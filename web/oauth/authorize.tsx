import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerAuthorisation, readAuthorisation } from '../api/oauth.ts';
import { SessionGate } from '../app/session-gate.tsx';
import { personasQuery } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton, useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import './oauth.css';

/** Where another app asks to be let in as one of one's personas. */
export function AuthorizeScreen(): ReactNode {
  return (
    <SessionGate frame={(inside) => inside}>
      <Consent />
    </SessionGate>
  );
}

/** OAuth's parameters are text; what comes more than once counts as its last, as the server reads it. */
const parametersOf = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

function Consent(): ReactNode {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [parameters] = useState(() => parametersOf(window.location.search));
  const { data: asking, error } = useQuery({
    queryKey: ['authorisation', parameters],
    queryFn: () => readAuthorisation(parameters),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: all } = useQuery(personasQuery);
  const personas = all?.filter(({ state }) => state === 'member');
  const [chosen, setChosen] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const persona = chosen ?? personas?.[0]?.id;
  const answer = async (given: Parameters<typeof answerAuthorisation>[1]) => {
    setSending(true);
    try {
      const { redirect_to, code } = await answerAuthorisation(parameters, given);
      if (redirect_to !== null) window.location.assign(redirect_to);
      else if (code !== null) setCode(code);
    } catch (error) {
      complain(errorText(error));
    } finally {
      setSending(false);
    }
  };
  if (error !== null) {
    return (
      <Page title={t('oauth.title')}>
        <Failed error={error} />
      </Page>
    );
  }
  if (asking === undefined || personas === undefined) {
    return (
      <Page title={t('oauth.title')}>
        <Skeleton rows={2} />
      </Page>
    );
  }
  if (code !== null) {
    return (
      <Page title={t('oauth.codeTitle')} intro={t('oauth.codeText', { app: asking.app.name })}>
        <code className="oauth-code">{code}</code>
      </Page>
    );
  }
  if (persona === undefined) {
    return (
      <Page title={t('oauth.title')} intro={t('oauth.noPersona')}>
        <Link to="/networks" className="button button-primary button-usual">
          {t('networks.title')}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t('oauth.asks', { app: asking.app.name })} intro={t('oauth.intro')}>
      <ul className="rules">
        {asking.scopes.map((scope) => (
          <li key={scope}>
            <Icon name="key" />
            <span>{t(`oauth.scope.${scope.split(':')[0]}` as 'oauth.scope.read')}</span>
          </li>
        ))}
      </ul>
      <p className="oauth-back">{t('oauth.back', { where: hostOf(asking.redirect_uri) })}</p>
      <Choices
        label={t('oauth.as')}
        value={persona}
        onChange={setChosen}
        choices={personas.map((one) => ({
          value: one.id,
          title: one.display_name,
          text: `@${one.handle} · ${one.network.title}`,
        }))}
      />
      <div className="oauth-deeds">
        <Button look="primary" isPending={sending} onPress={() => answer({ decision: 'allow', persona })}>
          {t('oauth.allow')}
        </Button>
        <Button isDisabled={sending} onPress={() => answer({ decision: 'deny' })}>
          {t('oauth.deny')}
        </Button>
      </div>
    </Page>
  );
}

/** Where the app takes one: a host, or the scheme of an app on this device. */
function hostOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : url.host === '' ? url.protocol : url.host;
}
