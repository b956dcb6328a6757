import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeHandle, type OwnHandle } from '../api/identity.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { personasQuery } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Skeleton } from '../ui/states.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { handleQuery } from './queries.ts';

/** One's handle, whom a former one leads here, and another one. */
export function HandlePanel(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: own } = useQuery(handleQuery(client));
  return (
    <section aria-labelledby="handle-heading">
      <h2 id="handle-heading">{t('persona.handle')}</h2>
      {own === undefined ? (
        <Skeleton rows={1} />
      ) : (
        <>
          <p>
            <strong>@{own.handle}</strong>
          </p>
          <p>{t('privacy.identity.handleText')}</p>
          <Former own={own} />
          <ChangeHandle key={own.handle} own={own} />
        </>
      )}
    </section>
  );
}

function Former({ own }: { own: OwnHandle }): ReactNode {
  const { t, i18n } = useTranslation();
  if (own.former.length === 0) return null;
  return (
    <>
      <h3 className="section-heading section-heading-flush">{t('privacy.identity.former')}</h3>
      <ul className="rule-list">
        {own.former.map(({ handle, until }) => (
          <li key={until} className="rule">
            <span className="rule-words">
              @{handle}
              <small>{t('attributes.until', { date: fullDate(new Date(until), i18n.language) })}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function ChangeHandle({ own }: { own: OwnHandle }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['handle']);
  const [handle, setHandle] = useState('');
  if (own.next_change_at !== null) {
    const date = fullDate(new Date(own.next_change_at), i18n.language);
    return <p className="rule-note">{t('privacy.identity.nextChange', { date })}</p>;
  }
  const send = async () => {
    const changed = await changeHandle(client, handle.replace(/^@/, ''));
    say(t('privacy.identity.handleChanged', { handle: changed.handle }));
    queries.invalidateQueries({ queryKey: personasQuery.queryKey });
    queries.invalidateQueries({ queryKey: [client.persona] });
  };
  return (
    <Form state={form} onSubmit={send}>
      <Field
        label={t('privacy.identity.newHandle')}
        name="handle"
        value={handle}
        onChange={setHandle}
        hint={`${t('persona.handleHint')} ${t('privacy.identity.changesLeft', { count: own.changes_left })}`}
        prefix="@"
        spellCheck="false"
        isRequired
      />
      <Button type="submit" isPending={form.isPending} isDisabled={handle.trim() === ''}>
        {t('privacy.identity.changeHandle')}
      </Button>
    </Form>
  );
}
