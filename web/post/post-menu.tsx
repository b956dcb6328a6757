import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { useCompose } from '../composer/compose-dialog.tsx';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { say } from '../ui/toasts.tsx';
import { useDeletePost } from './use-post-deeds.ts';
import { useWrittenIn } from './use-written-in.ts';

const WhoCanSee = lazy(() => import('../explain/who-can-see.tsx').then((m) => ({ default: m.WhoCanSee })));
const EditPost = lazy(() => import('./edit-post.tsx').then((m) => ({ default: m.EditPost })));
const ChangeAudience = lazy(() =>
  import('./change-audience.tsx').then((m) => ({ default: m.ChangeAudience })),
);

type Open = 'who' | 'edit' | 'audience' | 'delete';

/** Everything else that can be done with a post. */
export function PostMenu({ post }: { post: Status }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const writtenIn = useWrittenIn(post);
  const deleteIt = useDeletePost();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const compose = useCompose();
  const quote: readonly MenuAction[] =
    post.waxseal?.can.quote === true
      ? [{ id: 'quote', title: t('post.quote'), icon: 'pen', act: () => compose({ quote: post }) }]
      : [];
  const own: readonly MenuAction[] = [
    ...quote,
    // What an organisation can see is for nobody of its staff to be told.
    ...(writtenIn?.seat === undefined
      ? [{ id: 'who', title: t('explain.whoCanSee'), icon: 'eye', act: () => setOpen('who') } as const]
      : []),
    { id: 'audience', title: t('audience.change'), icon: 'door', act: () => setOpen('audience') },
    { id: 'edit', title: t('post.edit'), icon: 'pen', act: () => setOpen('edit') },
    { id: 'delete', title: t('post.delete'), icon: 'trash', danger: true, act: () => setOpen('delete') },
  ];
  const others: readonly MenuAction[] = [
    ...quote,
    {
      id: 'thread',
      title: t('post.thread'),
      icon: 'reply',
      act: () => navigate({ to: '/posts/$id', params: { id: post.id } }),
    },
    {
      id: 'author',
      title: t('post.author', { name: faceOf(post.account).display_name }),
      icon: 'person',
      act: () => navigate({ to: '/people/$id', params: { id: post.account.id } }),
    },
  ];
  return (
    <>
      <ActionsMenu
        label={t('post.menu')}
        trigger={<IconButton icon="more" label={t('post.menu')} />}
        actions={writtenIn === null ? others : own}
      />
      <Suspense>
        {open === 'who' ? <WhoCanSee thing={{ kind: 'post', id: post.id }} onClose={close} /> : null}
        {open === 'edit' ? <EditPost post={post} {...writtenIn} onClose={close} /> : null}
        {open === 'audience' ? <ChangeAudience post={post} {...writtenIn} onClose={close} /> : null}
      </Suspense>
      <Confirm
        isOpen={open === 'delete'}
        title={t('post.deleteTitle')}
        action={t('post.delete')}
        onClose={close}
        onConfirm={async () => {
          if (await deleteIt(post.id, writtenIn?.seat)) say(t('post.deleted'));
        }}
      >
        {t('post.deleteText')}
      </Confirm>
    </>
  );
}
