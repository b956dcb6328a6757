import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAudience, type SaidAudience, type SavedAudience, saveAudience } from '../api/audiences.ts';
import { FunctionPick } from '../organisations/function-pick.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { type KeyedRow, KindsAndValues } from './kind-and-values.tsx';
import { linesOf, PURPOSES, useAudienceWords, valuesOf } from './words.ts';

/** Conditions that one is asked for at most; the server says the same. */
const MOST = 5;

/** An audience as it is begun, or another version of it. Nobody is counted while one types. */
export function AudienceSheet({
  organisation,
  functions,
  audience,
  onClose,
}: {
  organisation: string;
  functions: readonly string[];
  audience?: SavedAudience;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const words = useAudienceWords();
  const form = useForm(['title']);
  const [title, setTitle] = useState(audience?.title ?? '');
  const [fn, setFunction] = useState(audience?.function ?? functions[0] ?? 'marketing');
  const [purpose, setPurpose] = useState(audience?.purpose ?? 'offer-targeting');
  const [rows, setRows] = useState<readonly KeyedRow[]>(
    audience?.conditions.map(({ kind, values }, key) => ({ key, kind, lines: linesOf(values) })) ?? [
      { key: 0, kind: 'interest', lines: '' },
    ],
  );
  const send = async (): Promise<void> => {
    const conditions = rows.map(({ kind, lines }) => ({ kind, values: valuesOf(lines) }));
    const said: SaidAudience = { title, function: fn, purpose, conditions };
    await (audience === undefined
      ? saveAudience(client, organisation, said)
      : changeAudience(client, audience.id, said));
    const touches = [[client.persona, 'audiences', organisation]];
    await act(async () => undefined, { says: t('audiences.saved'), touches });
    onClose();
  };
  return (
    <Sheet title={t(audience === undefined ? 'audiences.new' : 'audiences.change')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        {audience === undefined ? null : <p>{t('audiences.changeText')}</p>}
        <Field
          name="title"
          label={t('audiences.field.title')}
          value={title}
          onChange={setTitle}
          isRequired
          maxLength={120}
        />
        <FunctionPick
          label={t('audiences.field.function')}
          functions={functions}
          value={fn}
          onChange={setFunction}
        />
        <Pick
          label={t('audiences.field.purpose')}
          options={PURPOSES.map((value) => ({ value: value as string, title: words.purpose(value) }))}
          value={purpose}
          onChange={setPurpose}
        />
        <KindsAndValues
          rows={rows}
          setRows={setRows}
          least={1}
          most={MOST}
          another="skill"
          words={{
            legend: (n) => t('audiences.field.condition', { n }),
            without: t('audiences.field.without'),
            more: t('audiences.field.more'),
          }}
        />
        <Button type="submit" look="primary" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
