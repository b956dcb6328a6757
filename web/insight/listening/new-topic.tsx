import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveTopic } from '../../api/listening.ts';
import { valuesOf } from '../../audiences/words.ts';
import { FunctionPick } from '../../organisations/function-pick.tsx';
import { useSpeaking } from '../../personas/persona-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useForm } from '../../ui/use-form.ts';

/** Keeps hashtags and phrases by a name. It asks nobody. */
export function NewTopic({
  organisation,
  functions,
}: {
  organisation: string;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['title', 'hashtags', 'phrases']);
  const [fn, setFunction] = useState(functions[0] ?? '');
  const [title, setTitle] = useState('');
  const [hashtags, setHashtags] = useState('');
  const [phrases, setPhrases] = useState('');
  const save = async (): Promise<void> => {
    const said = { function: fn, title, hashtags: valuesOf(hashtags), phrases: valuesOf(phrases) };
    await saveTopic(client, organisation, said);
    await act(async () => undefined, { touches: [[client.persona, 'topics', organisation]] });
    for (const clear of [setTitle, setHashtags, setPhrases]) clear('');
  };
  return (
    <details>
      <summary>{t('listening.topics.new')}</summary>
      <Form state={form} onSubmit={save}>
        <Field
          name="title"
          label={t('listening.topics.name')}
          value={title}
          onChange={setTitle}
          isRequired
          maxLength={120}
        />
        <FunctionPick
          label={t('listening.topics.function')}
          functions={functions}
          value={fn}
          onChange={setFunction}
        />
        <Field
          name="hashtags"
          label={t('listening.topics.hashtags')}
          hint={t('listening.topics.lines')}
          lines={3}
          value={hashtags}
          onChange={setHashtags}
        />
        <Field
          name="phrases"
          label={t('listening.topics.phrases')}
          hint={t('listening.topics.lines')}
          lines={3}
          value={phrases}
          onChange={setPhrases}
        />
        <Button type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </details>
  );
}
