import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Desk, endTag, setIdleDays } from '../api/desk.ts';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useAction } from '../ui/use-action.ts';
import { desksQuery } from './queries.ts';

/** What holds for a desk as a whole: when its conversations close by themselves, and its organisation's tags. */
export function DeskSettingsSheet({ desk, onClose }: { desk: Desk; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [days, setDays] = useState(String(desk.idle_days));
  const touches = [conversationsKey(client.persona), desksQuery(client).queryKey];
  const here = { organisation: desk.organisation.id, function: desk.function };
  return (
    <Sheet title={t('desk.settings')} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await act(() => setIdleDays(client, here, Number(days)), { touches })) onClose();
        }}
      >
        <Field
          label={t('desk.idleDays')}
          hint={t('desk.idleHint')}
          value={days}
          onChange={setDays}
          inputMode="numeric"
        />
        <Button look="primary" type="submit" isPending={isBusy}>
          {t('action.save')}
        </Button>
      </form>
      {desk.tags.length === 0 ? null : (
        <>
          <h3>{t('desk.tags')}</h3>
          <ul className="rule-list">
            {desk.tags.map(({ id, name }) => (
              <li key={id} className="rule">
                <span className="rule-words">{name}</span>
                <IconButton
                  icon="trash"
                  label={t('desk.endTag', { name })}
                  onPress={() => act(() => endTag(client, id), { touches })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}
