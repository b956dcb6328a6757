import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { useTranslation } from 'react-i18next';
import { searchAll } from '../api/posts.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Post } from '../post/post.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import '../feed/feed.css';

/** Finds people, posts and hashtags among what one may find and see. What is searched for stays out of the address. */
export function SearchScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [client.persona, 'search', asked],
    queryFn: ({ signal }) => searchAll(client, asked, signal),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const found = asked.length > 1 ? data : undefined;
  const nothing =
    found !== undefined && found.accounts.length + found.statuses.length + found.hashtags.length === 0;
  return (
    <Page title={t('nav.search')}>
      <SearchField className="search-field" value={text} onChange={setText} autoFocus>
        <Label className="visually-hidden">{t('search.label')}</Label>
        <Icon name="search" />
        <Input placeholder={t('search.placeholder')} />
      </SearchField>
      <div className="visually-hidden" role="status">
        {found === undefined || isPlaceholderData
          ? ''
          : t('search.found', { people: found.accounts.length, posts: found.statuses.length })}
      </div>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {asked.length > 1 && data === undefined && error === null ? <Skeleton /> : null}
      {asked.length > 1 ? null : (
        <Empty icon="search" title={t('search.begin')}>
          {t('search.beginText')}
        </Empty>
      )}
      {nothing && !isPlaceholderData ? <Empty icon="search" title={t('search.nothing')} /> : null}
      {found === undefined || found.accounts.length === 0 ? null : (
        <section aria-labelledby="found-people">
          <h2 id="found-people" className="section-heading">
            {t('search.people')}
          </h2>
          <ul className="people">
            {found.accounts.map((account) => (
              <li key={account.id}>
                <Person account={account} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {found === undefined || found.hashtags.length === 0 ? null : (
        <section aria-labelledby="found-tags">
          <h2 id="found-tags" className="section-heading">
            {t('search.tags')}
          </h2>
          <ul className="tag-list">
            {found.hashtags.map(({ name }) => (
              <li key={name}>
                <Link to="/tags/$tag" params={{ tag: name }} className="tag-link">
                  #{name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found === undefined || found.statuses.length === 0 ? null : (
        <section aria-labelledby="found-posts">
          <h2 id="found-posts" className="section-heading">
            {t('search.posts')}
          </h2>
          <ol className="posts">
            {found.statuses.map((post) => (
              <li key={post.id}>
                <Post post={post} level={3} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </Page>
  );
}
