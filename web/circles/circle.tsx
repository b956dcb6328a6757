import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { addToCircle, deleteCircle, removeFromCircle, renameCircle } from '../api/people.ts';
import type { Circle } from '../api/types.ts';
import { Lost } from '../app/lost.tsx';
import { PersonSearch } from '../audience/person-search.tsx';
import { circlesQuery } from '../audience/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { circleMembersQuery } from './queries.ts';
import './circles.css';

/** One circle: who is in it, and what it is called. */
export function CircleScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/app/circles/$id' });
  const { data: circles } = useQuery(circlesQuery(client));
  const members = useQuery(circleMembersQuery(client, id));
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const circle = circles?.find((one) => one.id === id);
  const touches = [[client.persona, 'circles']];
  if (circles !== undefined && circle === undefined) return <Lost title={t('circles.one')} />;
  if (members.error instanceof ApiError && members.error.status === 404)
    return <Lost title={t('circles.one')} />;
  return (
    <Page
      title={t('circles.one')}
      heading={circle?.title ?? t('circles.one')}
      tools={
        <>
          <Button icon="pen" onPress={() => setOpen('rename')}>
            {t('circles.rename')}
          </Button>
          <Button look="quiet" icon="trash" onPress={() => setOpen('delete')}>
            {t('circles.delete')}
          </Button>
        </>
      }
    >
      <div className="padded">
        <PersonSearch
          label={t('circles.add')}
          without={[client.persona, ...(members.data ?? []).map((member) => member.id)]}
          onFound={(account) =>
            act(() => addToCircle(client, id, [account.id]), {
              touches,
              says: t('circles.added', { name: faceOf(account).display_name }),
            })
          }
        />
      </div>
      {members.isPending ? <Skeleton /> : null}
      {members.error === null ? null : <Failed error={members.error} retry={() => members.refetch()} />}
      {members.data?.length === 0 ? <Empty icon="circle" title={t('circles.empty')} /> : null}
      <ul className="people" aria-label={t('circles.who')}>
        {members.data?.map((account) => (
          <li key={account.id}>
            <Person account={account}>
              <Button
                size="small"
                onPress={() => act(() => removeFromCircle(client, id, account.id), { touches })}
                aria-label={t('circles.take', { name: faceOf(account).display_name })}
              >
                {t('action.remove')}
              </Button>
            </Person>
          </li>
        ))}
      </ul>
      {open === 'rename' && circle !== undefined ? (
        <Rename circle={circle} onClose={() => setOpen(null)} />
      ) : null}
      <Confirm
        isOpen={open === 'delete'}
        title={t('circles.deleteTitle', { title: circle?.title ?? '' })}
        action={t('circles.delete')}
        onClose={() => setOpen(null)}
        onConfirm={async () => {
          if (!(await act(() => deleteCircle(client, id), {}))) return;
          await navigate({ to: '/circles' });
          queries.removeQueries({ queryKey: circleMembersQuery(client, id).queryKey });
          queries.invalidateQueries({ queryKey: [client.persona] });
        }}
      >
        {t('circles.deleteText')}
      </Confirm>
    </Page>
  );
}

function Rename({ circle, onClose }: { circle: Circle; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title']);
  const [title, setTitle] = useState(circle.title);
  const send = async () => {
    await renameCircle(client, circle.id, title);
    await queries.invalidateQueries({ queryKey: [client.persona, 'circles'] });
    onClose();
  };
  return (
    <Sheet title={t('circles.rename')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('circles.title')}
          name="title"
          value={title}
          onChange={setTitle}
          maxLength={100}
          isRequired
        />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
