import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addAttribute, changeAttribute } from '../api/privacy.ts';
import type { Attribute } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { vocabularyQuery } from './queries.ts';

/** Keeps a new attribute, or another value of one. Nobody sees it by that. */
export function EditAttribute({
  attribute,
  onClose,
}: {
  attribute?: Attribute;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['value', 'kind']);
  const { data: vocabulary = [] } = useQuery(vocabularyQuery(client));
  const [kind, setKind] = useState(attribute?.kind ?? 'job-title');
  const [value, setValue] = useState(attribute?.value ?? '');
  const send = async () => {
    if (attribute === undefined) await addAttribute(client, kind, value);
    else await changeAttribute(client, attribute.id, value);
    for (const part of ['attributes', 'account'])
      queries.invalidateQueries({ queryKey: [client.persona, part] });
    onClose();
  };
  return (
    <Sheet title={t(attribute === undefined ? 'attributes.add' : 'attributes.edit')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        {attribute === undefined ? (
          <Pick
            label={t('attributes.kind')}
            value={kind}
            onChange={(chosen) => {
              setKind(chosen);
              setValue('');
            }}
            options={vocabulary
              .filter(({ confirmed }) => !confirmed)
              .map((entry) => ({
                value: entry.kind,
                title: t(`attribute.kind.${entry.kind}` as 'attribute.kind.name'),
              }))}
          />
        ) : null}
        <Field
          label={t('attributes.value')}
          name="value"
          type={kind === 'birth-date' ? 'date' : 'text'}
          value={value}
          onChange={setValue}
          hint={t(kind === 'address' ? 'attributes.addressHint' : 'attributes.valueHint')}
          isRequired
          autoFocus
        />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
