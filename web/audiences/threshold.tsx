import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KeptAudiences, setThreshold } from '../api/audiences.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';

/** From how many members on experts sign; experts can have it be fewer. */
export function Threshold({
  organisation,
  kept,
  isExpert,
}: {
  organisation: string;
  kept: KeptAudiences;
  isExpert: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['signed_from']);
  const [from, setFrom] = useState(String(kept.signed_from));
  const save = async (): Promise<void> => {
    await setThreshold(client, organisation, Number(from));
    const touches = [[client.persona, 'audiences', organisation]];
    await act(async () => undefined, { says: t('audiences.threshold.set'), touches });
  };
  return (
    <section className="audiences-threshold" aria-labelledby="audience-threshold">
      <h2 id="audience-threshold">{t('audiences.threshold.title')}</h2>
      <p>{t('audiences.threshold.text', { count: kept.signed_from, most: kept.signed_from_most })}</p>
      {isExpert ? (
        <Form state={form} onSubmit={save}>
          <Field
            name="signed_from"
            label={t('audiences.threshold.from')}
            inputMode="numeric"
            value={from}
            onChange={setFrom}
            isRequired
          />
          <Button type="submit" isPending={form.isPending}>
            {t('action.save')}
          </Button>
        </Form>
      ) : null}
    </section>
  );
}
