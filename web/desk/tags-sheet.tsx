import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTag, type Desk, fileUnder, type OpenedCase } from '../api/desk.ts';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAction } from '../ui/use-action.ts';
import { desksQuery } from './queries.ts';

/** Under what a conversation is filed. The member reads it. */
export function TagsSheet({
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
  const [chosen, setChosen] = useState<readonly string[]>(one.tags.map(({ id }) => id));
  const [name, setName] = useState('');
  const touches = [conversationsKey(client.persona), desksQuery(client).queryKey];
  const save = async () => {
    const done = await act(
      async () => {
        const fresh = name.trim() === '' ? [] : [(await addTag(client, desk.organisation.id, name)).id];
        return fileUnder(client, one.conversation.id, [...chosen, ...fresh]);
      },
      { touches },
    );
    if (done) onClose();
  };
  return (
    <Sheet title={t('desk.tags')} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="field-hint">{t('desk.tagsHint')}</p>
        {desk.tags.length === 0 ? null : (
          <Toggles
            label={t('desk.fileUnder')}
            choices={desk.tags.map(({ id, name }) => ({ value: id, title: name }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <Field label={t('desk.newTag')} value={name} onChange={setName} maxLength={40} />
        <Button look="primary" type="submit" isPending={isBusy}>
          {t('action.save')}
        </Button>
      </form>
    </Sheet>
  );
}
