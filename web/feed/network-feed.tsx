import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Composer } from '../composer/composer.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { PostList } from './post-list.tsx';
import './feed.css';

/** All that the persona may see on its network, whoever wrote it. */
export function NetworkFeedScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <Page title={t('nav.network')} intro={t('feed.networkIntro', { network: persona.network.title })}>
      <Composer />
      <PostList
        list={{ of: 'network' }}
        empty={
          <Empty icon="network" title={t('feed.emptyNetwork')}>
            {t('feed.emptyNetworkText')}
          </Empty>
        }
      />
    </Page>
  );
}
