import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCircle } from '../api/people.ts';
import { circlesQuery } from '../audience/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import './circles.css';

/** One's circles: private sets of people that only their owner knows. */
export function CirclesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: circles, error, refetch } = useQuery(circlesQuery(client));
  return (
    <Page title={t('nav.circles')} intro={t('circles.secret')}>
      <NewCircle />
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {circles === undefined && error === null ? <Skeleton rows={2} /> : null}
      {circles?.length === 0 ? (
        <Empty icon="circle" title={t('circles.none')}>
          {t('circles.noneText')}
        </Empty>
      ) : null}
      <ul className="circle-list">
        {circles?.map((circle) => (
          <li key={circle.id}>
            <Link to="/circles/$id" params={{ id: circle.id }} className="circle-card">
              <Icon name="circle" />
              <span className="circle-title">{circle.title}</span>
              <span className="circle-count">{t('circles.members', { count: circle.members_count })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

function NewCircle(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['title']);
  const [title, setTitle] = useState('');
  const send = async () => {
    await createCircle(client, title);
    setTitle('');
    await act(() => Promise.resolve(), { says: t('circles.made'), touches: [[client.persona, 'circles']] });
  };
  return (
    <div className="inline-form">
      <Form state={form} onSubmit={send}>
        <Field
          label={t('circles.new')}
          name="title"
          value={title}
          onChange={setTitle}
          maxLength={100}
          isRequired
        />
        <Button look="primary" type="submit" icon="plus" isPending={form.isPending}>
          {t('circles.make')}
        </Button>
      </Form>
    </div>
  );
}
