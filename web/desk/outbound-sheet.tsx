import { type QueryKey, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeskName, type Outbound, sendOutbound } from '../api/desk.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Empty, Skeleton } from '../ui/states.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAction } from '../ui/use-action.ts';
import { recipientsQuery } from './queries.ts';

/** Writes to members of one's own accord: each gets it who lets it, and one is told of the others what may be told. */
export function OutboundSheet({
  desk,
  onClose,
  touches,
}: {
  desk: DeskName;
  onClose: () => void;
  touches: readonly QueryKey[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { data: recipients, isPending } = useQuery(recipientsQuery(client, desk));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [sent, setSent] = useState<readonly Outbound[] | null>(null);
  const nameOf = (id: string): string => {
    const account = recipients?.find((one) => one.account.id === id)?.account;
    return account === undefined ? t('messages.somebody') : faceOf(account).display_name;
  };
  const send = () =>
    act(async () => setSent(await sendOutbound(client, desk, { personas: chosen, text })), { touches });
  return (
    <Sheet title={t('desk.write')} isOpen onClose={onClose}>
      {sent !== null ? (
        <ul className="rule-list" aria-label={t('desk.cameOf')}>
          {sent.map(({ persona, outcome, preferred }) => (
            <li key={persona} className="rule">
              <span className="rule-words">
                <strong>{nameOf(persona)}</strong> {t(`desk.outcome.${outcome}`)}
                {preferred === null ? null : <small>{t('desk.preferred', { place: preferred })}</small>}
              </span>
            </li>
          ))}
        </ul>
      ) : isPending ? (
        <Skeleton rows={2} />
      ) : recipients === undefined || recipients.length === 0 ? (
        <Empty icon="people" title={t('desk.noRecipients')}>
          {t('desk.noRecipientsText')}
        </Empty>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <p className="field-hint">{t('desk.writeHint')}</p>
          <Toggles
            label={t('messages.to')}
            choices={recipients.map(({ account, from }) => ({
              value: account.id,
              title: t(`desk.from.${from}`, { name: faceOf(account).display_name }),
            }))}
            value={chosen}
            onChange={setChosen}
          />
          <Field
            label={t('messages.text')}
            lines={4}
            value={text}
            onChange={setText}
            maxLength={5000}
            isRequired
          />
          <Button
            look="primary"
            type="submit"
            isPending={isBusy}
            isDisabled={chosen.length === 0 || text.trim() === ''}
          >
            {t('messages.send')}
          </Button>
        </form>
      )}
    </Sheet>
  );
}
