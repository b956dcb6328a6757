import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  answerNewcomer,
  type Invite,
  listNewcomers,
  listSuspended,
  makeInvite,
  type Newcomer,
  suspendMember,
  unsuspendMember,
} from '../api/administration.ts';
import { Lost } from '../app/lost.tsx';
import { PersonSearch } from '../audience/person-search.tsx';
import { Answers } from '../connections/connections.tsx';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { Domains } from './domains.tsx';
import { SensitiveTags } from './sensitive-tags.tsx';
import './administration.css';

/** For those who look after the network: letting in, inviting, suspending. */
export function AdministrationScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  if (!persona.administrator) return <Lost title={t('nav.administration')} />;
  return (
    <Page
      title={t('nav.administration')}
      intro={t('administration.intro', { network: persona.network.title })}
    >
      <Newcomers />
      <Invitations />
      <Domains />
      <Suspensions />
      <SensitiveTags />
      <p className="page-intro">
        <Link to="/records/$id/requests" params={{ id: persona.network.id }}>
          {t('dataRequests.theirs.title')}
        </Link>
      </p>
    </Page>
  );
}

function Newcomers(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { slug } = persona.network;
  const { data, error, refetch } = useQuery({
    queryKey: [client.persona, 'newcomers'],
    queryFn: () => listNewcomers(client, slug),
  });
  return (
    <section aria-labelledby="newcomers-heading">
      <h2 id="newcomers-heading" className="section-heading">
        {t('administration.newcomers')}
      </h2>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={1} /> : null}
      {data?.length === 0 ? <Empty icon="door" title={t('administration.nobodyWaits')} /> : null}
      <ul className="people">
        {data?.map((newcomer) => (
          <li key={newcomer.id}>
            <OneNewcomer newcomer={newcomer} slug={slug} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneNewcomer({ newcomer, slug }: { newcomer: Newcomer; slug: string }): ReactNode {
  const { client } = useSpeaking();
  const { act } = useAction();
  const touches = ['newcomers', 'directory'].map((part) => [client.persona, part]);
  const { from, id, words, attributes } = newcomer;
  const facts = attributes.map(({ value }) => value).join(' · ');
  return (
    <Person
      account={from}
      below={
        <>
          {words === '' ? null : <q>{words}</q>}
          {facts === '' ? null : <div>{facts}</div>}
        </>
      }
    >
      <Answers
        name={faceOf(from).display_name}
        onApprove={() => act(() => answerNewcomer(client, slug, id, 'approve'), { touches })}
        onRefuse={() => act(() => answerNewcomer(client, slug, id, 'refuse'), { touches })}
      />
    </Person>
  );
}

function Invitations(): ReactNode {
  const { t, i18n } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act, isBusy } = useAction();
  const [invite, setInvite] = useState<Invite | null>(null);
  const address = `${window.location.origin}/networks/${persona.network.slug}`;
  return (
    <section aria-labelledby="invites-heading" className="padded">
      <h2 id="invites-heading" className="section-heading section-heading-flush">
        {t('administration.invites')}
      </h2>
      <p>{t('administration.invitesText')}</p>
      <Button
        icon="plus"
        isPending={isBusy}
        onPress={() => act(async () => setInvite(await makeInvite(client, persona.network.slug, 1, 7)), {})}
      >
        {t('administration.invite')}
      </Button>
      {invite === null ? null : (
        <div className="invite" role="status">
          <p>
            {t('administration.inviteText', {
              address,
              date: fullDate(new Date(invite.until), i18n.language),
            })}
          </p>
          <code>{invite.code}</code>
        </div>
      )}
    </section>
  );
}

function Suspensions(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act } = useAction();
  const { slug } = persona.network;
  const key = [client.persona, 'suspensions'];
  const { data = [] } = useQuery({ queryKey: key, queryFn: () => listSuspended(client, slug) });
  return (
    <section aria-labelledby="suspensions-heading">
      <h2 id="suspensions-heading" className="section-heading">
        {t('administration.suspensions')}
      </h2>
      <div className="padded">
        <p>{t('administration.suspensionsText')}</p>
        <PersonSearch
          label={t('administration.suspend')}
          without={[client.persona]}
          onFound={(account) =>
            act(() => suspendMember(client, slug, account.id), {
              touches: [key],
              says: t('administration.suspended', { name: faceOf(account).display_name }),
            })
          }
        />
      </div>
      <ul className="people">
        {data.map(({ account }) => (
          <li key={account.id}>
            <Person account={account}>
              <Button
                size="small"
                onPress={() => act(() => unsuspendMember(client, slug, account.id), { touches: [key] })}
              >
                {t('administration.unsuspend')}
                <span className="visually-hidden"> {faceOf(account).display_name}</span>
              </Button>
            </Person>
          </li>
        ))}
      </ul>
    </section>
  );
}
