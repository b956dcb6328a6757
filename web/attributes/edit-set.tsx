import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttributeSet, type SetItem, saveSet, templateKinds } from '../api/attribute-sets.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { PurposeChoice } from './purpose-choice.tsx';
import { vocabularyQuery } from './queries.ts';

/** Makes a set, or changes one. Nothing is shown by it until it is applied. */
export function EditSet({ set, onClose }: { set?: AttributeSet; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title']);
  const { data: vocabulary = [] } = useQuery(vocabularyQuery(client));
  const [title, setTitle] = useState(set?.title ?? '');
  const [items, setItems] = useState<readonly SetItem[]>(set?.items ?? []);
  const left = vocabulary.filter(({ kind }) => !items.some((item) => item.kind === kind));
  const add = (kind: string) =>
    setItems([
      ...items,
      { kind, precision: 'exact', audience: { kind: 'network' }, purpose: 'reading', days: null },
    ]);
  const send = async () => {
    await saveSet(client, set?.id ?? null, { title, items: [...items] });
    queries.invalidateQueries({ queryKey: [client.persona, 'sets'] });
    onClose();
  };
  return (
    <Sheet title={t(set === undefined ? 'sets.make' : 'sets.edit')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field label={t('sets.name')} name="title" value={title} onChange={setTitle} isRequired autoFocus />
        <p className="field-hint">{t('sets.others')}</p>
        {items.map((item) => (
          <Item
            key={item.kind}
            item={item}
            precisions={vocabulary.find(({ kind }) => kind === item.kind)?.precisions ?? ['exact']}
            onChange={(changed) => setItems(items.map((one) => (one === item ? changed : one)))}
            onRemove={() => setItems(items.filter((one) => one !== item))}
          />
        ))}
        {left.length === 0 ? null : (
          <Pick
            label={t('sets.add')}
            value={'' as string}
            onChange={add}
            options={left.map(({ kind }) => ({
              value: kind,
              title: t(`attribute.kind.${kind}` as 'attribute.kind.name'),
            }))}
          />
        )}
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}

function Item({
  item,
  precisions,
  onChange,
  onRemove,
}: {
  item: SetItem;
  precisions: readonly string[];
  onChange: (item: SetItem) => void;
  onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const kind = t(`attribute.kind.${item.kind}` as 'attribute.kind.name');
  return (
    <fieldset className="set-item">
      <legend>{kind}</legend>
      <IconButton icon="close" label={t('audience.remove', { name: kind })} onPress={onRemove} />
      <Pick
        label={t('sets.to')}
        value={item.audience.kind}
        onChange={(to) => onChange({ ...item, audience: { kind: to } })}
        options={templateKinds.map((value) => ({ value, title: t(`sets.audience.${value}`) }))}
      />
      {precisions.length < 2 ? null : (
        <Pick
          label={t('attributes.precision')}
          value={item.precision}
          onChange={(precision) => onChange({ ...item, precision })}
          options={precisions.map((value) => ({
            value,
            title: t(`attribute.precision.${value}` as 'attribute.precision.exact'),
          }))}
        />
      )}
      <PurposeChoice value={item.purpose} onChange={(purpose) => onChange({ ...item, purpose })} />
      <Field
        label={t('sets.days')}
        type="number"
        inputMode="numeric"
        value={item.days === null ? '' : String(item.days)}
        onChange={(days) => onChange({ ...item, days: days === '' ? null : Number(days) })}
        hint={t('sets.daysHint')}
      />
    </fieldset>
  );
}
