import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContactOutcome, type Seat, writeFor } from '../api/controls.ts';
import type { Account } from '../api/types.ts';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';

/** Writes to somebody for an organisation, in one of the functions in which one acts for it. What they said of it decides. */
export function WriteFor({
  account,
  seats,
  onClose,
}: {
  account: Account;
  seats: readonly Seat[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['text']);
  const places = seats.flatMap(({ organisation, functions }) =>
    functions.map((fn) => ({ organisation, fn, value: `${organisation.id} ${fn}` })),
  );
  const [place, setPlace] = useState(places[0]?.value ?? '');
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<ContactOutcome | null>(null);
  const chosen = places.find(({ value }) => value === place);
  const { display_name: name } = faceOf(account);
  const send = async () => {
    if (chosen === undefined) return;
    const letter = { persona: account.id, function: chosen.fn, text };
    setOutcome(await writeFor(client, chosen.organisation.id, letter));
    queries.invalidateQueries({ queryKey: conversationsKey(client.persona) });
  };
  return (
    <Sheet title={t('writeFor.title', { name })} isOpen onClose={onClose}>
      {outcome === null ? (
        <Form state={form} onSubmit={send}>
          <p>{t('writeFor.intro', { name })}</p>
          <Pick
            label={t('writeFor.as')}
            options={places.map(({ organisation, fn, value }) => ({
              value,
              title: `${organisation.display_name} · ${t(`function.${fn}`)}`,
            }))}
            value={place}
            onChange={setPlace}
          />
          <Field
            label={t('messages.text')}
            name="text"
            value={text}
            onChange={setText}
            lines={4}
            isRequired
          />
          <Button look="primary" type="submit" isPending={form.isPending}>
            {t('writeFor.send')}
          </Button>
        </Form>
      ) : (
        <div role="status">
          <p>{t(`writeFor.answer.${outcome.answer}`, { name })}</p>
          {outcome.preferred === null ? null : <p>{t('writeFor.preferred', { place: outcome.preferred })}</p>}
          <Button look="primary" onPress={onClose}>
            {t('action.done')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
