import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { draftMatter } from '../api/sign-off.ts';
import { chooseTerms, type Terms } from '../api/terms.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { fieldsOf, isMore, saidIn } from './said.ts';

const FIELDS = ['minimum', 'epsilon_of_quarter', 'epsilon_of_query', 'until'];

/** Says the terms anew: less at once, by an expert; more is put before the experts, with an end. */
export function TermsSheet({
  organisation,
  terms,
  isExpert,
  onClose,
}: {
  organisation: string;
  terms: Terms;
  isExpert: boolean;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const navigate = useNavigate();
  const form = useForm(FIELDS);
  const [fields, setFields] = useState(fieldsOf(terms));
  const [until, setUntil] = useState('');
  const { bounds } = terms;
  const said = saidIn(fields, terms);
  const asksMore = isMore(said, terms);
  const send = async (): Promise<void> => {
    if (!asksMore) {
      await chooseTerms(client, organisation, said);
      const touches = [
        [client.persona, 'terms', organisation],
        [client.persona, 'budget', organisation],
      ];
      await act(async () => undefined, { says: t('terms.narrowed'), touches });
      onClose();
      return;
    }
    const text = JSON.stringify({ ...said, ...(until === '' ? {} : { until }) }, null, 2);
    const title = t('terms.matter');
    const drafted = { kind: 'noise', scope: 'organisation', title, text } as const;
    const { id } = await draftMatter(client, organisation, drafted);
    await act(async () => undefined, { touches: [[client.persona, 'matters', organisation]] });
    onClose();
    await navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: id } });
  };
  const isSame = Object.keys(said).length === 0;
  const number = (name: 'minimum' | 'quarter' | 'query', of: string, hint: string) => (
    <Field
      name={of}
      label={t(`terms.field.${name}`)}
      hint={hint}
      inputMode="decimal"
      value={fields[name]}
      onChange={(value) => setFields({ ...fields, [name]: value })}
      isRequired
    />
  );
  return (
    <Sheet title={t('terms.change')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <p>{t('terms.sheet')}</p>
        {number('minimum', 'minimum', t('terms.field.minimumHint'))}
        {number('quarter', 'epsilon_of_quarter', t('terms.field.bounds', { ...bounds.epsilon_of_quarter }))}
        {number('query', 'epsilon_of_query', t('terms.field.bounds', { ...bounds.epsilon_of_query }))}
        <Switch
          className="switch"
          isSelected={fields.policyFirst}
          onChange={(policyFirst) => setFields({ ...fields, policyFirst })}
        >
          <span className="switch-track" aria-hidden="true" />
          <span>{t('terms.field.policyFirst')}</span>
        </Switch>
        {asksMore ? (
          <Field
            name="until"
            label={t('terms.field.until')}
            hint={t('terms.field.untilHint', { count: bounds.days })}
            type="date"
            value={until}
            onChange={setUntil}
          />
        ) : null}
        <p role="status">
          {isSame ? null : t(asksMore ? 'terms.more' : isExpert ? 'terms.less' : 'terms.lessByExperts')}
        </p>
        <Button
          type="submit"
          look="primary"
          isPending={form.isPending}
          isDisabled={isSame || (!asksMore && !isExpert)}
        >
          {t(asksMore ? 'terms.toSign' : 'terms.narrow')}
        </Button>
      </Form>
    </Sheet>
  );
}
