import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Controller, sayController } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { recordQuery } from './queries.ts';

const PARTS = ['controller', 'joint', 'representative', 'dpo'] as const;

/** Who answers for the processing, and how they are reached. */
export function ControllerPart({ controller }: { controller: Controller | null }): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{t('records.controller.title')}</h2>
      {controller === null ? <p>{t('records.controller.nobody')}</p> : null}
      <dl className="record-facts">
        {PARTS.map((part) =>
          controller === null || controller[part] === '' ? null : (
            <div className="record-line" key={part}>
              <dt>{t(`records.controller.${part}`)}</dt>
              <dd className="record-words">{controller[part]}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** Says who answers. */
export function ControllerSheet({
  organisation,
  controller,
  onClose,
}: {
  organisation: string;
  controller: Controller | null;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(PARTS);
  const [said, setSaid] = useState<Controller>(
    controller ?? { controller: '', joint: '', representative: '', dpo: '' },
  );
  const send = async () => {
    await sayController(client, organisation, said);
    await queries.invalidateQueries({ queryKey: recordQuery(client, organisation).queryKey });
    onClose();
  };
  return (
    <Sheet title={t('records.controller.title')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        {PARTS.map((part) => (
          <Field
            key={part}
            name={part}
            label={t(`records.controller.${part}`)}
            hint={t(`records.controller.hint.${part}`)}
            lines={2}
            maxLength={1000}
            isRequired={part === 'controller'}
            value={said[part]}
            onChange={(text) => setSaid((before) => ({ ...before, [part]: text }))}
          />
        ))}
        <Button
          look="primary"
          type="submit"
          isPending={form.isPending}
          isDisabled={said.controller.trim() === ''}
        >
          {t('records.controller.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
