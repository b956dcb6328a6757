import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftToSign, type ExportDefinition } from '../api/audiences.ts';
import { dayOf } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { KINDS, useAudienceWords, valuesOf } from './words.ts';

const DAY_MS = 86_400_000;

/** A table that experts are to sign: what is counted is named before anybody is. */
export function ExportSheet({
  organisation,
  functions,
  onClose,
}: {
  organisation: string;
  functions: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const navigate = useNavigate();
  const words = useAudienceWords();
  const form = useForm(['title']);
  const [title, setTitle] = useState('');
  const [fn, setFunction] = useState(functions[0] ?? 'marketing');
  const [attribute, setAttribute] = useState<string>('interest');
  const [lines, setLines] = useState('');
  const [until, setUntil] = useState(dayOf(new Date(Date.now() + 60 * DAY_MS).toISOString()));
  const send = async (): Promise<void> => {
    const definition: ExportDefinition = {
      function: fn,
      purpose: 'aggregation',
      attribute,
      values: valuesOf(lines),
      until,
    };
    const text = JSON.stringify(definition, null, 2);
    const { id } = await draftToSign(client, organisation, 'export', title, text);
    await act(async () => undefined, { touches: [[client.persona, 'matters', organisation]] });
    onClose();
    await navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: id } });
  };
  return (
    <Sheet title={t('exports.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <p>{t('exports.newText')}</p>
        <Field
          name="title"
          label={t('audiences.field.title')}
          value={title}
          onChange={setTitle}
          isRequired
          maxLength={120}
        />
        <Pick
          label={t('audiences.field.function')}
          options={functions.map((value) => ({ value, title: words.fn(value) }))}
          value={fn}
          onChange={setFunction}
        />
        <Pick
          label={t('audiences.field.kind')}
          options={KINDS.map((value) => ({ value: value as string, title: words.kind(value) }))}
          value={attribute}
          onChange={setAttribute}
        />
        <Field
          label={t('audiences.field.values')}
          hint={t(attribute === 'birth-date' ? 'audiences.field.birthHint' : 'audiences.field.valuesHint')}
          lines={5}
          value={lines}
          onChange={setLines}
          isRequired
        />
        <Field
          label={t('exports.until')}
          hint={t('exports.untilHint')}
          type="date"
          value={until}
          onChange={setUntil}
          isRequired
        />
        <Button type="submit" look="primary" isPending={form.isPending}>
          {t('exports.toSign')}
        </Button>
      </Form>
    </Sheet>
  );
}
