import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { PostList } from './post-list.tsx';
import './feed.css';

export function BookmarksScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.bookmarks')} intro={t('feed.bookmarksIntro')}>
      <PostList
        list={{ of: 'bookmarks' }}
        empty={
          <Empty icon="bookmark" title={t('feed.emptyBookmarks')}>
            {t('feed.emptyBookmarksText')}
          </Empty>
        }
      />
    </Page>
  );
}
