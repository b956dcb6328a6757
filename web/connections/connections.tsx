import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  answerConnection,
  answerFollowRequest,
  endConnection,
  listConnections,
  withdrawConnectionRequest,
} from '../api/people.ts';
import type { Account, TieRequest } from '../api/types.ts';
import { listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ConnectionSheet } from './connection-sheet.tsx';
import { connectionRequestsQuery, followRequestsQuery } from './queries.ts';

/** With whom one is connected, and who asks to be. */
export function ConnectionsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const connections = useQuery({
    queryKey: [client.persona, 'connections'],
    queryFn: () => listConnections(client),
  });
  const [ending, setEnding] = useState<Account | null>(null);
  const [open, setOpen] = useState<Account | null>(null);
  return (
    <Page title={t('nav.connections')} intro={t('connections.intro')}>
      <Requests />
      {connections.isPending ? <Skeleton /> : null}
      {connections.error === null ? null : (
        <Failed error={connections.error} retry={() => connections.refetch()} />
      )}
      {connections.data?.length === 0 ? (
        <Empty icon="people" title={t('connections.none')}>
          {t('connections.noneText')}
        </Empty>
      ) : null}
      <ul className="people" aria-label={t('nav.connections')}>
        {connections.data?.map((account) => (
          <li key={account.id}>
            <Person account={account}>
              <Button size="small" onPress={() => setOpen(account)}>
                {t('connections.more')}
                <span className="visually-hidden"> {faceOf(account).display_name}</span>
              </Button>
              <Button size="small" look="quiet" onPress={() => setEnding(account)}>
                {t('connections.end')}
                <span className="visually-hidden"> {faceOf(account).display_name}</span>
              </Button>
            </Person>
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={ending !== null}
        title={t('connections.endTitle', { name: ending === null ? '' : faceOf(ending).display_name })}
        action={t('connections.end')}
        onClose={() => setEnding(null)}
        onConfirm={() => {
          const other = ending;
          if (other === null) return;
          act(() => endConnection(client, other.id), {
            touches: [
              [client.persona, 'connections'],
              [client.persona, 'relationship'],
            ],
          });
        }}
      >
        {t('connections.endText')}
      </Confirm>
      {open === null ? null : <ConnectionSheet account={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** What waits for an answer, one's own or others'. */
function Requests(): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: connects = [] } = useQuery(connectionRequestsQuery(client));
  const { data: follows = [] } = useQuery(followRequestsQuery(client));
  const touches = ['requests', 'connections', 'relationship'].map((part) => [client.persona, part]);
  const saysAsked = ({ answer, introduced_by }: Pick<TieRequest, 'answer' | 'introduced_by'>): string => {
    const names = introduced_by.map((account) => faceOf(account).display_name);
    return [
      t('connections.asksToConnect'),
      ...(names.length === 0
        ? []
        : [t('connections.introducedBy', { names: listText(names, 'and', i18n.language) })]),
      ...(answer === null ? [] : [t('connections.answered', { answer })]),
    ].join(' · ');
  };
  const asked = connects.filter(({ to }) => to.id === client.persona);
  const asking = connects.filter(({ from }) => from.id === client.persona);
  if (asked.length + asking.length + follows.length === 0) return null;
  return (
    <section aria-labelledby="requests-heading" className="requests">
      <h2 id="requests-heading" className="section-heading">
        {t('connections.requests')}
      </h2>
      <ul className="people">
        {asked.map(({ id, from, answer, introduced_by }) => (
          <li key={id}>
            <Person account={from} below={saysAsked({ answer, introduced_by })}>
              <Answers
                name={faceOf(from).display_name}
                onApprove={() => act(() => answerConnection(client, id, 'approve'), { touches })}
                onRefuse={() => act(() => answerConnection(client, id, 'refuse'), { touches })}
              />
            </Person>
          </li>
        ))}
        {follows.map((from) => (
          <li key={from.id}>
            <Person account={from} below={t('connections.asksToFollow')}>
              <Answers
                name={faceOf(from).display_name}
                onApprove={() => act(() => answerFollowRequest(client, from.id, 'authorize'), { touches })}
                onRefuse={() => act(() => answerFollowRequest(client, from.id, 'reject'), { touches })}
              />
            </Person>
          </li>
        ))}
        {asking.map(({ id, to }) => (
          <li key={id}>
            <Person account={to} below={t('connections.youAsked')}>
              <Button
                size="small"
                look="quiet"
                onPress={() => act(() => withdrawConnectionRequest(client, id), { touches })}
              >
                {t('connections.takeBack')}
              </Button>
            </Person>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Answers({
  name,
  onApprove,
  onRefuse,
}: {
  name: string;
  onApprove: () => void;
  onRefuse: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Button size="small" look="primary" onPress={onApprove}>
        {t('connections.approve')}
        <span className="visually-hidden"> {name}</span>
      </Button>
      <Button size="small" onPress={onRefuse}>
        {t('connections.refuse')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </>
  );
}
