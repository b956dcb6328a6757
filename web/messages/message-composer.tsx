import { type ReactNode, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import { type Conversation, sendMessage } from '../api/conversations.ts';
import type { Attached, Label as HowHarmful } from '../api/resources.ts';
import { AttachButton, AttachedFiles } from '../composer/attach.tsx';
import { OptionalLabel } from '../files/optional-label.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { conversationsKey } from './queries.ts';

/** Where one writes, or why one can't. Enter sends; with the shift key it begins a line. */
export function MessageComposer({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [text, setText] = useState('');
  const [attached, setAttached] = useState<readonly Attached[]>([]);
  const [label, setLabel] = useState<HowHarmful>('public');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const why = useSilence(conversation);
  if (why !== null) {
    return (
      <div className="message-foot">
        <p className="message-note">{why}</p>
      </div>
    );
  }
  const isEmpty = text.trim() === '' && attached.length === 0;
  const send = async () => {
    if (isEmpty || isBusy) return;
    const message = { text, label, attachments: attached.map(({ id }) => id) };
    const touches = [conversationsKey(client.persona)];
    if (!(await act(() => sendMessage(client, conversation.id, message, key), { touches }))) return;
    setText('');
    setAttached([]);
    setLabel('public');
    setKey(crypto.randomUUID());
  };
  return (
    <form
      className="message-foot message-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField className="field" value={text} onChange={setText} maxLength={5000}>
        <Label className="visually-hidden">{t('messages.write')}</Label>
        <TextArea
          className="input"
          rows={2}
          placeholder={
            conversation.role === 'staff' && conversation.organisation !== null
              ? t('messages.writeAs', { name: faceOf(conversation.organisation).display_name })
              : t('messages.write')
          }
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
      </TextField>
      <AttachedFiles
        attached={attached}
        onRemove={({ id }) => setAttached((all) => all.filter((one) => one.id !== id))}
      />
      <AttachButton attached={attached} onAttach={(one) => setAttached((all) => [...all, one])} />
      <OptionalLabel key={key} value={label} onChange={setLabel} />
      <Button look="primary" type="submit" isPending={isBusy} isDisabled={isEmpty}>
        {t('messages.send')}
      </Button>
    </form>
  );
}

/** Why nothing can be said here now; null where it can. */
function useSilence({ kind, role, participants }: Conversation): string | null {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const others = participants.filter(({ account }) => account.id !== client.persona);
  if (kind === 'group' || (kind === 'organisation' && role === 'member')) return null;
  const [other] = others;
  if (other === undefined) return t('messages.alone');
  if (kind === 'direct' && other.state === 'asked') {
    return t('messages.waiting', { name: faceOf(other.account).display_name });
  }
  return null;
}
