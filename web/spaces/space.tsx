import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { joinSpace, leaveSpace, showSpace } from '../api/spaces.ts';
import type { Space } from '../api/types.ts';
import { Lost } from '../app/lost.tsx';
import { Composer } from '../composer/composer.tsx';
import { feedKey } from '../feed/keys.ts';
import { PostList } from '../feed/post-list.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { SensitiveMark } from './sensitive-mark.tsx';
import { SpaceMembers } from './space-members.tsx';
import './spaces.css';
import '../feed/feed.css';

/** One space: what it is, what is said in it, and who is in it. */
export function SpaceScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/spaces/$id' });
  const {
    data: space,
    error,
    refetch,
  } = useQuery({
    queryKey: [client.persona, 'spaces', id],
    queryFn: () => showSpace(client, id),
  });
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('spaces.one')} />;
  return (
    <Page title={t('spaces.one')} hideHeading>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {space === undefined && error === null ? <Skeleton /> : null}
      {space === undefined ? null : (
        <>
          <SpaceHead space={space} />
          {space.joined ? <Composer key={id} space={space} /> : null}
          <PostList
            list={{ of: 'space', space: id }}
            empty={
              <Empty icon="space" title={t('spaces.quiet')}>
                {space.joined ? t('spaces.quietText') : t('spaces.quietOutside')}
              </Empty>
            }
          />
        </>
      )}
    </Page>
  );
}

function SpaceHead({ space }: { space: Space }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'members' | 'leave' | null>(null);
  const touches = [[client.persona, 'spaces'], feedKey(client.persona, { of: 'space', space: space.id })];
  const leave = async () => {
    let left: Space | undefined = space;
    const done = await act(async () => {
      left = await leaveSpace(client, space.id);
    }, {});
    if (!done) return;
    if (left === undefined) await navigate({ to: '/spaces' });
    for (const queryKey of touches) queries.invalidateQueries({ queryKey });
  };
  return (
    <section className="space-head">
      <div className="space-head-words">
        <h2 className="space-head-title">{space.title}</h2>
        <p className="space-head-facts">
          <span className={`tag tag-${space.openness}`}>{t(`spaces.openness.${space.openness}.title`)}</span>
          <span>@{space.handle}</span>
        </p>
        {space.note === '' ? null : <p>{space.note}</p>}
        <p className="space-rule">{t(`spaces.openness.${space.openness}.text`)}</p>
        <SensitiveMark space={space} />
      </div>
      <div className="space-head-deeds">
        {space.joined ? null : space.requested ? (
          <Button onPress={leave} isPending={isBusy}>
            {t('spaces.takeBack')}
          </Button>
        ) : (
          <Button
            look="primary"
            isPending={isBusy}
            onPress={() => act(() => joinSpace(client, space.id), { touches })}
          >
            {t(space.openness === 'open' ? 'spaces.join' : 'spaces.ask')}
          </Button>
        )}
        <Button icon="people" onPress={() => setOpen('members')}>
          {space.members_count === null
            ? t('spaces.members')
            : t('circles.members', { count: space.members_count })}
        </Button>
        {space.joined ? (
          <Button look="quiet" onPress={() => setOpen('leave')}>
            {t('spaces.leave')}
          </Button>
        ) : null}
      </div>
      {open === 'members' ? <SpaceMembers space={space} onClose={() => setOpen(null)} /> : null}
      <Confirm
        isOpen={open === 'leave'}
        title={t('spaces.leaveTitle', { space: space.title })}
        action={t('spaces.leave')}
        onClose={() => setOpen(null)}
        onConfirm={leave}
      >
        {t('spaces.leaveText')}
      </Confirm>
    </section>
  );
}
