import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignCase, type Desk, type OpenedCase, openCase, solveCase } from '../api/desk.ts';
import { ApiError } from '../api/http.ts';
import { MessageComposer } from '../messages/message-composer.tsx';
import { MessageList } from '../messages/message-list.tsx';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { CasePanel } from './case-panel.tsx';
import { HandoverSheet } from './handover-sheet.tsx';
import { isTyping } from './is-typing.ts';
import { caseQuery } from './queries.ts';
import { TagsSheet } from './tags-sheet.tsx';

/** A conversation that one has on the desk: what was said, what one may do about it, and what it reveals. */
export function CaseScreen({
  desk,
  id,
  onClose,
}: {
  desk: Desk;
  id: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: one, error, refetch } = useQuery(caseQuery(client, id));
  return (
    <section className="desk-one" aria-label={t('messages.one')}>
      <div className="desk-back">
        <Button icon="back" size="small" look="quiet" onPress={onClose}>
          {t('desk.back')}
        </Button>
      </div>
      {one === undefined ? (
        error instanceof ApiError && error.status === 404 ? (
          <Empty icon="door" title={t('desk.gone')} />
        ) : error === null ? (
          <Skeleton />
        ) : (
          <Failed error={error} retry={() => refetch()} />
        )
      ) : (
        <Opened desk={desk} one={one} />
      )}
    </section>
  );
}

type Sheet = 'tags' | 'handover' | 'solve';

function Opened({ desk, one }: { desk: Desk; one: OpenedCase }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [open, setOpen] = useState<Sheet | null>(null);
  const { conversation, seat, state } = one;
  const mine = desk.seats.find((other) => other.mine) ?? null;
  const touches = [conversationsKey(client.persona)];
  const member = conversation.participants.find(({ account }) => account.id !== client.persona)?.account;
  const assign = async (to: string | null) => {
    // Who has it now may have changed before one's eyes did.
    const done = await act(() => assignCase(client, conversation.id, to, seat?.id ?? null), { touches });
    if (!done) await act(() => openCase(client, conversation.id), { touches });
  };
  const take = () => (mine === null || seat?.id === mine.id ? undefined : assign(mine.id));
  useDeeds({
    a: take,
    t: () => setOpen('tags'),
    e: () => (state === 'closed' ? undefined : setOpen('solve')),
  });
  return (
    <>
      <header className="desk-head">
        <h2>{member === undefined ? t('messages.nobody') : faceOf(member).display_name}</h2>
        <div className="desk-deeds">
          {mine === null || seat?.id === mine.id ? null : (
            <Button size="small" icon="check" isDisabled={isBusy} onPress={take}>
              {t('desk.take')}
            </Button>
          )}
          <Button size="small" icon="hash" onPress={() => setOpen('tags')}>
            {t('desk.tags')}
          </Button>
          {state === 'closed' ? null : (
            <Button size="small" icon="check" look="primary" onPress={() => setOpen('solve')}>
              {t('desk.solve')}
            </Button>
          )}
          {member === undefined ? null : (
            <IconButton icon="swap" label={t('desk.handover')} onPress={() => setOpen('handover')} />
          )}
        </div>
      </header>
      <CasePanel desk={desk} one={one} assign={assign} />
      <MessageList conversation={conversation} />
      <MessageComposer conversation={conversation} />
      {open === 'tags' ? <TagsSheet desk={desk} one={one} onClose={() => setOpen(null)} /> : null}
      {open === 'handover' ? <HandoverSheet desk={desk} one={one} onClose={() => setOpen(null)} /> : null}
      <Confirm
        isOpen={open === 'solve'}
        title={t('desk.solveTitle')}
        action={t('desk.solve')}
        onClose={() => setOpen(null)}
        onConfirm={() => act(() => solveCase(client, conversation.id), { touches, says: t('desk.solved') })}
      >
        {t(one.shown.length === 0 ? 'desk.solveText' : 'desk.solveTextShown')}
      </Confirm>
    </>
  );
}

/** Deeds by a key each, unless one types. */
function useDeeds(deeds: Readonly<Record<string, () => unknown>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const deed = Object.hasOwn(deeds, event.key) ? deeds[event.key] : undefined;
      if (deed === undefined || isTyping(event)) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
