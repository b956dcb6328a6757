import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Breach, enterBreach } from '../api/records.ts';
import { localMinute } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { breachesQuery } from './queries.ts';
import { ScopeFields, sentScope } from './scope-fields.tsx';

/** Says anew which uses a breach is about, and why. */
export function ChangeBreach({
  organisation,
  breach,
  onClose,
}: {
  organisation: string;
  breach: Breach;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['words', 'until']);
  const { functions, purposes, kinds, seats } = breach;
  const [scope, setScope] = useState({
    from: localMinute(breach.from),
    until: localMinute(breach.until),
    functions,
    purposes,
    kinds,
    seats,
  });
  const [words, setWords] = useState('');
  const send = async () => {
    await enterBreach(client, organisation, breach.id, { kind: 'changed', words, scope: sentScope(scope) });
    await queries.invalidateQueries({ queryKey: breachesQuery(client, organisation).queryKey });
    onClose();
  };
  const isReady = [words, scope.from, scope.until].every((text) => text.trim() !== '');
  return (
    <Sheet title={t('breaches.change')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <p className="record-soft">{t('breaches.changeText')}</p>
        <Field
          label={t('breaches.why')}
          name="words"
          value={words}
          onChange={setWords}
          lines={3}
          isRequired
          autoFocus
        />
        <ScopeFields
          organisation={organisation}
          scope={scope}
          onChange={(part) => setScope((before) => ({ ...before, ...part }))}
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={!isReady}>
          {t('breaches.change')}
        </Button>
      </Form>
    </Sheet>
  );
}
