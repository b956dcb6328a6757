import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { doToAccount, endConnection, type TieDeed } from '../api/people.ts';
import type { Account, Relationship } from '../api/types.ts';
import { NewMessage } from '../messages/new-message.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain, say } from '../ui/toasts.tsx';
import { AddToCircles } from './add-to-circles.tsx';
import { ConnectButton } from './connect-button.tsx';
import { relationshipQuery, seatsQuery } from './queries.ts';
import { WriteFor } from './write-for.tsx';

/** Follow, connect, and keep out: how one stands to somebody, and what to do about it. */
export function TieButtons({ account }: { account: Account }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { data: tie } = useQuery(relationshipQuery(client, account.id));
  const { data: seats = [] } = useQuery(seatsQuery(client));
  const [asking, setAsking] = useState<'block' | 'circles' | 'message' | 'for' | null>(null);
  const name = faceOf(account).display_name;
  const key = relationshipQuery(client, account.id).queryKey;
  if (!tie) return null;

  /** Shows at once how it will be, and puts it right by the answer. */
  const act = async (likely: Partial<Relationship>, deed: () => Promise<unknown>) => {
    queries.setQueryData<Relationship | null>(key, { ...tie, ...likely });
    try {
      await deed();
    } catch (error) {
      complain(errorText(error));
    }
    queries.invalidateQueries({ queryKey: key });
    for (const part of ['posts', 'connections', 'requests', 'account', 'kept-out', 'notifications']) {
      queries.invalidateQueries({ queryKey: [client.persona, part] });
    }
  };
  const tied = (deed: TieDeed, likely: Partial<Relationship>) =>
    act(likely, () => doToAccount(client, account.id, deed));
  const isPersona = (account.waxseal?.kind ?? 'persona') === 'persona';
  const mayWriteFor = isPersona && seats.some(({ functions }) => functions.length > 0);
  const connected = tie.waxseal?.connected === true;
  const asked = tie.waxseal?.connection_requested === true;

  const more: MenuAction[] = [
    { id: 'circles', title: t('tie.circles'), icon: 'circle', act: () => setAsking('circles') },
    ...(mayWriteFor
      ? [{ id: 'for', title: t('writeFor.menu'), icon: 'letter' as const, act: () => setAsking('for') }]
      : []),
    tie.muting
      ? { id: 'unmute', title: t('tie.unmute'), icon: 'bell', act: () => tied('unmute', { muting: false }) }
      : { id: 'mute', title: t('tie.mute'), icon: 'bell', act: () => tied('mute', { muting: true }) },
    ...(connected
      ? [
          {
            id: 'end',
            title: t('tie.endConnection'),
            icon: 'minus' as const,
            act: () => act({}, () => endConnection(client, account.id)),
          },
        ]
      : []),
    tie.blocking
      ? {
          id: 'unblock',
          title: t('tie.unblock'),
          icon: 'none',
          act: () => tied('unblock', { blocking: false }),
        }
      : { id: 'block', title: t('tie.block'), icon: 'none', danger: true, act: () => setAsking('block') },
  ];
  return (
    <>
      {tie.blocking ? (
        <Button onPress={() => tied('unblock', { blocking: false })}>{t('tie.unblock')}</Button>
      ) : (
        <>
          <Button
            look={tie.following || tie.requested ? 'plain' : 'primary'}
            onPress={() =>
              tie.following || tie.requested
                ? tied('unfollow', { following: false, requested: false })
                : tied('follow', account.locked ? { requested: true } : { following: true })
            }
            aria-pressed={tie.following}
          >
            {t(tie.following ? 'tie.following' : tie.requested ? 'tie.requested' : 'tie.follow')}
          </Button>
          {account.waxseal?.kind === 'group' ? null : (
            <Button icon="letter" onPress={() => setAsking('message')}>
              {t('messages.message')}
            </Button>
          )}
          {account.waxseal?.kind === 'organisation' ? null : (
            <ConnectButton
              account={account}
              state={connected ? 'connected' : asked ? 'requested' : 'none'}
              onAsk={(deed) =>
                act(
                  { waxseal: { connected, connection_requested: true, connection_requested_by: false } },
                  deed,
                )
              }
            />
          )}
        </>
      )}
      <ActionsMenu
        label={t('tie.more', { name })}
        trigger={<IconButton icon="more" label={t('tie.more', { name })} />}
        actions={more}
      />
      <Confirm
        isOpen={asking === 'block'}
        title={t('tie.blockTitle', { name })}
        action={t('tie.block')}
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          await tied('block', { blocking: true, following: false, followed_by: false });
          say(t('tie.blocked', { name }));
        }}
      >
        {t('tie.blockText')} {t('lockdown.block')} <Link to="/privacy">{t('lockdown.blockLink')}</Link>
      </Confirm>
      {asking === 'message' ? <NewMessage to={account} onClose={() => setAsking(null)} /> : null}
      {asking === 'for' ? <WriteFor account={account} seats={seats} onClose={() => setAsking(null)} /> : null}
      {asking === 'circles' ? <AddToCircles account={account} onClose={() => setAsking(null)} /> : null}
    </>
  );
}
