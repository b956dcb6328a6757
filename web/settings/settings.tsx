import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { doToAccount, listKeptOut, ownAccount, updateOwnAccount } from '../api/people.ts';
import { leaveNetwork } from '../api/session.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { personasQuery, sessionQuery } from '../session/queries.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import { Addresses } from './addresses.tsx';
import { EmailConfirmation } from './email-confirmation.tsx';
import './settings.css';
import { WantedMailSwitch } from './wanted-mail.tsx';

/** Following, keeping out, the account behind, and the ways out. */
export function SettingsScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.settings')}>
      <div className="settings">
        <Following />
        <KeptOut which="blocks" />
        <KeptOut which="mutes" />
        <Account />
        <WantedMailSwitch
          mail="check-up-mail"
          title={t('checkUp.title')}
          text={t('checkUp.mailText')}
          label={t('checkUp.mail')}
        />
        <WantedMailSwitch
          mail="sign-off-mail"
          title={t('signOff.title')}
          text={t('signOff.mailText')}
          label={t('signOff.mail')}
        />
        <Addresses />
        <Leaving />
      </div>
    </Page>
  );
}

function Following(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: account } = useQuery({
    queryKey: [client.persona, 'account', 'own'],
    queryFn: () => ownAccount(client),
  });
  if (account === undefined) return null;
  return (
    <section aria-labelledby="following-heading">
      <h2 id="following-heading">{t('settings.following')}</h2>
      <Switch
        className="switch"
        isSelected={account.locked}
        onChange={(locked) =>
          act(() => updateOwnAccount(client, { locked }), { touches: [[client.persona, 'account']] })
        }
      >
        <span className="switch-track" aria-hidden="true" />
        <span>{t('settings.locked')}</span>
      </Switch>
    </section>
  );
}

function KeptOut({ which }: { which: 'blocks' | 'mutes' }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: people = [] } = useQuery({
    queryKey: [client.persona, 'kept-out', which],
    queryFn: () => listKeptOut(client, which),
  });
  return (
    <section aria-labelledby={`${which}-heading`}>
      <h2 id={`${which}-heading`}>{t(`settings.${which}`)}</h2>
      {people.length === 0 ? <p>{t('settings.nobody')}</p> : null}
      <ul className="people people-flush">
        {people.map((account) => (
          <li key={account.id}>
            <Person account={account}>
              <Button
                size="small"
                onPress={() =>
                  act(() => doToAccount(client, account.id, which === 'blocks' ? 'unblock' : 'unmute'), {
                    touches: [
                      [client.persona, 'kept-out'],
                      [client.persona, 'relationship'],
                    ],
                  })
                }
              >
                {t(which === 'blocks' ? 'tie.unblock' : 'tie.unmute')}
                <span className="visually-hidden"> {faceOf(account).display_name}</span>
              </Button>
            </Person>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Account(): ReactNode {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const signOut = useSignOut();
  const [asking, setAsking] = useState(false);
  return (
    <section aria-labelledby="account-heading">
      <h2 id="account-heading">{t('settings.account')}</h2>
      <p>{t('settings.accountText')}</p>
      <p>
        <strong>{session?.email}</strong>
      </p>
      {session?.email_confirmed === false ? <EmailConfirmation /> : null}
      <div className="settings-deeds">
        <Button icon="signOut" onPress={() => signOut(false)}>
          {t('session.signOut')}
        </Button>
        <Button onPress={() => setAsking(true)}>{t('settings.everywhere')}</Button>
      </div>
      <Confirm
        isOpen={asking}
        title={t('settings.everywhereTitle')}
        action={t('settings.everywhere')}
        onClose={() => setAsking(false)}
        onConfirm={() => signOut(true)}
      >
        {t('settings.everywhereText')}
      </Confirm>
    </section>
  );
}

function Leaving(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  const { act } = useAction();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <section aria-labelledby="leaving-heading">
      <h2 id="leaving-heading">{t('settings.leaving')}</h2>
      <p>{t('settings.leavingText', { network: persona.network.title })}</p>
      <Button look="danger" onPress={() => setAsking(true)}>
        {t('settings.leave', { network: persona.network.title })}
      </Button>
      <Confirm
        isOpen={asking}
        title={t('settings.leaveTitle', { network: persona.network.title })}
        action={t('settings.leave', { network: persona.network.title })}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          if (!(await act(() => leaveNetwork(persona.id), {}))) return;
          await navigate({ to: '/' });
          queries.invalidateQueries({ queryKey: personasQuery.queryKey });
        }}
      >
        {t('settings.leaveText')}
      </Confirm>
    </section>
  );
}
