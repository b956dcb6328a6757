import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readConnecting } from '../api/controls.ts';
import { askToConnect } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';

/** Asks to connect, after the other's question where they ask one. */
export function ConnectButton({
  account,
  state,
  onAsk,
}: {
  account: Account;
  state: 'none' | 'requested' | 'connected';
  onAsk: (deed: () => Promise<unknown>) => Promise<void>;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const errorText = useErrorText();
  const [question, setQuestion] = useState<string | null>(null);
  const ask = async () => {
    try {
      const { question: asked, state: now } = await readConnecting(client, account.id);
      if (asked !== null && now !== 'asked') setQuestion(asked);
      else await onAsk(() => askToConnect(client, account.id));
    } catch (error) {
      complain(errorText(error));
    }
  };
  const words = {
    none: 'tie.connect',
    requested: 'tie.connectRequested',
    connected: 'tie.connected',
  } as const;
  return (
    <>
      <Button icon={state === 'connected' ? 'check' : 'people'} isDisabled={state !== 'none'} onPress={ask}>
        {t(words[state])}
      </Button>
      {question === null ? null : (
        <Question
          name={faceOf(account).display_name}
          question={question}
          onClose={() => setQuestion(null)}
          onAnswer={async (answer) => {
            setQuestion(null);
            await onAsk(() => askToConnect(client, account.id, answer));
          }}
        />
      )}
    </>
  );
}

function Question({
  name,
  question,
  onAnswer,
  onClose,
}: {
  name: string;
  question: string;
  onAnswer: (answer: string) => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['answer']);
  const [answer, setAnswer] = useState('');
  return (
    <Sheet title={t('tie.questionOf', { name })} isOpen onClose={onClose}>
      <Form state={form} onSubmit={() => onAnswer(answer)}>
        <Field
          label={question}
          name="answer"
          value={answer}
          onChange={setAnswer}
          lines={3}
          maxLength={500}
          isRequired
          autoFocus
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={answer.trim() === ''}>
          {t('tie.connect')}
        </Button>
      </Form>
    </Sheet>
  );
}
