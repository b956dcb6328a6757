import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName } from '../api/desk.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { CameOf } from './came-of.tsx';
import { RecipientsChoice } from './recipients-choice.tsx';
import { useSending } from './use-sending.ts';

/** As many as the same words may reach without a campaign. */
const MOST = 10;

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
  const { sent, isBusy, send } = useSending(desk, touches);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  return (
    <Sheet title={t('desk.write')} isOpen onClose={onClose}>
      {sent !== null ? (
        <CameOf desk={desk} sent={sent} />
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            send({ personas: chosen, text });
          }}
        >
          <p className="field-hint">{t('desk.writeHint')}</p>
          <RecipientsChoice desk={desk} most={MOST} value={chosen} onChange={setChosen}>
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
          </RecipientsChoice>
        </form>
      )}
    </Sheet>
  );
}
