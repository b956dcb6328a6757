import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { PostList } from './post-list.tsx';
import './feed.css';

export function TagFeedScreen(): ReactNode {
  const { t } = useTranslation();
  const { tag } = useParams({ from: '/app/tags/$tag' });
  return (
    <Page title={t('feed.tag')} heading={`#${tag}`}>
      <PostList list={{ of: 'tag', tag }} empty={<Empty icon="hash" title={t('feed.emptyTag')} />} />
    </Page>
  );
}
