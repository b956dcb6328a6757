import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../api/desk.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { campaignsOf } from '../sign-off/campaign-plan.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { CampaignsSheet } from './campaigns-sheet.tsx';
import { CaseScreen } from './case.tsx';
import type { DeskSearch } from './desk-search.ts';
import { FiguresSheet } from './figures-sheet.tsx';
import { OutboundSheet } from './outbound-sheet.tsx';
import { deskKey, desksQuery } from './queries.ts';
import { QueueList } from './queue-list.tsx';
import { DeskSettingsSheet } from './settings-sheet.tsx';
import '../messages/messages.css';
import './desk.css';

/** Functions that mostly answer: one of these is opened first. */
const ANSWERS: readonly string[] = ['support', 'customer-service'];

/** Where one answers for an organisation: its queues, and the conversation that one has open beside them. */
export function DeskScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: desks, error, refetch } = useQuery(desksQuery(client));
  const search = useSearch({ from: '/app/desk' });
  const desk =
    desks?.find((one) => one.organisation.id === search.organisation && one.function === search.function) ??
    desks?.find((one) => ANSWERS.includes(one.function)) ??
    desks?.[0];
  if (desks === undefined || desk === undefined) {
    return (
      <Page title={t('desk.title')}>
        {error !== null ? <Failed error={error} retry={() => refetch()} /> : null}
        {desks === undefined ? (
          error === null ? (
            <Skeleton />
          ) : null
        ) : (
          <Empty icon="letter" title={t('desk.noSeat')}>
            {t('desk.noSeatText')}
          </Empty>
        )}
      </Page>
    );
  }
  return <OneDesk key={keyOf(desk)} desks={desks} desk={desk} search={search} />;
}

const keyOf = (desk: Desk): string => `${desk.organisation.id} ${desk.function}`;

function OneDesk({
  desks,
  desk,
  search,
}: {
  desks: readonly Desk[];
  desk: Desk;
  search: DeskSearch;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'figures' | 'settings' | 'write' | 'campaigns' | null>(null);
  const here = { organisation: desk.organisation.id, function: desk.function };
  const { queue = 'open', tag, id } = search;
  const go = (changes: DeskSearch) =>
    navigate({ to: '/desk', search: { ...here, queue, tag, id, ...changes } });
  const close = () => setOpen(null);
  const nameOf = (one: Desk) =>
    t('messages.withFunction', {
      name: faceOf(one.organisation).display_name,
      function: t(`function.${one.function}`),
    });
  return (
    <Page
      title={t('desk.title')}
      heading={nameOf(desk)}
      tools={
        <>
          <Button icon="pen" onPress={() => setOpen('write')}>
            {t('desk.write')}
          </Button>
          {campaignsOf(desk.function) !== null ? (
            <Button onPress={() => setOpen('campaigns')}>{t('desk.campaign.title')}</Button>
          ) : null}
          <Button onPress={() => setOpen('figures')}>{t('desk.figures')}</Button>
          <IconButton icon="settings" label={t('desk.settings')} onPress={() => setOpen('settings')} />
        </>
      }
    >
      <div className={id === undefined ? 'desk' : 'desk desk-open'}>
        <div className="desk-queues">
          {desks.length < 2 ? null : (
            <Pick
              label={t('desk.which')}
              value={keyOf(desk)}
              onChange={(key) => {
                const to = desks.find((one) => keyOf(one) === key) ?? desk;
                navigate({
                  to: '/desk',
                  search: { organisation: to.organisation.id, function: to.function },
                });
              }}
              options={desks.map((one) => ({ value: keyOf(one), title: nameOf(one) }))}
            />
          )}
          <QueueList desk={desk} queue={queue} tag={tag} id={id} go={go} />
        </div>
        {id === undefined ? null : (
          <CaseScreen key={id} desk={desk} id={id} onClose={() => go({ id: undefined })} />
        )}
      </div>
      {open === 'figures' ? <FiguresSheet desk={here} onClose={close} /> : null}
      {open === 'campaigns' ? <CampaignsSheet desk={here} onClose={close} /> : null}
      {open === 'settings' ? <DeskSettingsSheet desk={desk} onClose={close} /> : null}
      {open === 'write' ? (
        <OutboundSheet desk={here} onClose={close} touches={[deskKey(client.persona)]} />
      ) : null}
    </Page>
  );
}
