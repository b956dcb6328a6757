import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FUNCTIONS_FOR_MEMBERS } from '../api/business.ts';
import { askHandover, type Desk, type OpenedCase } from '../api/desk.ts';
import type { BusinessFunction } from '../api/types.ts';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';

/** Asks the member whether another function may take the conversation over. */
export function HandoverSheet({
  desk,
  one,
  onClose,
}: {
  desk: Desk;
  one: OpenedCase;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const others: readonly BusinessFunction[] = FUNCTIONS_FOR_MEMBERS.filter((fn) => fn !== desk.function);
  const [to, setTo] = useState<BusinessFunction>(others[0] ?? 'sales');
  const ask = async () => {
    const done = await act(() => askHandover(client, one.conversation.id, to), {
      touches: [conversationsKey(client.persona)],
      says: t('desk.handoverSaid'),
    });
    if (done) onClose();
  };
  return (
    <Sheet title={t('desk.handover')} isOpen onClose={onClose}>
      <div className="form">
        <Pick
          label={t('desk.handoverTo')}
          value={to}
          onChange={setTo}
          options={others.map((value) => ({ value, title: t(`function.${value}`) }))}
        />
        <p className="field-hint">{t('desk.handoverHint')}</p>
        <Button look="primary" isPending={isBusy} onPress={ask}>
          {t('desk.handoverAsk')}
        </Button>
      </div>
    </Sheet>
  );
}
