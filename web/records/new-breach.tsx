import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openBreach } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { breachesQuery } from './queries.ts';
import { NO_SCOPE, ScopeFields, sentScope } from './scope-fields.tsx';

/** Opens a breach: which uses it is about, and when it became known. */
export function NewBreach({
  organisation,
  onClose,
}: {
  organisation: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title', 'from', 'until', 'known_at']);
  const [title, setTitle] = useState('');
  const [scope, setScope] = useState(NO_SCOPE);
  const [known, setKnown] = useState('');
  const send = async () => {
    await openBreach(client, organisation, {
      title,
      ...sentScope(scope),
      known_at: new Date(known).toISOString(),
    });
    await queries.invalidateQueries({ queryKey: breachesQuery(client, organisation).queryKey });
    onClose();
  };
  const isReady = [title, scope.from, scope.until, known].every((text) => text !== '');
  return (
    <Sheet title={t('breaches.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('breaches.what')}
          name="title"
          value={title}
          onChange={setTitle}
          isRequired
          autoFocus
        />
        <ScopeFields
          organisation={organisation}
          scope={scope}
          onChange={(part) => setScope((before) => ({ ...before, ...part }))}
        />
        <Field
          label={t('breaches.known')}
          name="known_at"
          type="datetime-local"
          value={known}
          onChange={setKnown}
          hint={t('breaches.knownHint')}
          isRequired
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={!isReady}>
          {t('breaches.open')}
        </Button>
      </Form>
    </Sheet>
  );
}
