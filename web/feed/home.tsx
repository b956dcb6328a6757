import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { Composer } from '../composer/composer.tsx';
import { FeedOffer } from '../offers/feed-offer.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useLive } from '../stream/stream-provider.tsx';
import { AvatarRow, faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { type Feed, prepend } from './incoming.ts';
import { homeKey, waitingKey } from './keys.ts';
import { PostList } from './post-list.tsx';
import './feed.css';

export function HomeScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <Page title={t('nav.home')} tools={<Live />}>
      <Composer />
      <Waiting />
      <FeedOffer />
      <PostList
        list={{ of: 'home' }}
        empty={
          <Empty
            icon="home"
            title={t('feed.emptyHome')}
            action={
              <Link to="/directory" className="button button-plain button-usual">
                {t('feed.toDirectory')}
              </Link>
            }
          >
            {t('feed.emptyHomeText', { network: persona.network.title })}
          </Empty>
        }
      />
    </Page>
  );
}

/** Whether the feed follows by itself. */
function Live(): ReactNode {
  const { t } = useTranslation();
  const live = useLive();
  return (
    <span className={live ? 'live live-on' : 'live'} role="status">
      {live ? t('feed.live') : t('feed.notLive')}
    </span>
  );
}

/** Says how many new posts there are, and shows them when asked: the page never moves by itself. */
function Waiting(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { persona } = useSpeaking();
  const { data: waiting } = useQuery<Status[]>({
    queryKey: waitingKey(persona.id),
    queryFn: () => [],
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const show = () => {
    queries.setQueryData<Feed>(homeKey(persona.id), (feed) => feed && prepend(feed, waiting));
    queries.setQueryData<Status[]>(waitingKey(persona.id), []);
    window.scrollTo({ top: 0 });
    const first = waiting[0]?.id;
    // The reader goes on with what has just appeared.
    if (first !== undefined) requestAnimationFrame(() => document.getElementById(`post-${first}`)?.focus());
  };
  return (
    <div className="waiting" aria-live="polite">
      {waiting.length === 0 ? null : (
        <Button look="primary" onPress={show}>
          <span className="waiting-words">
            <AvatarRow faces={waiting.slice(0, 3).map(({ account }) => faceOf(account))} />
            {t('feed.waiting', { count: waiting.length })}
          </span>
        </Button>
      )}
    </div>
  );
}
