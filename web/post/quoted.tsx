import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceCard, Status } from '../api/types.ts';
import { iconOfResource } from '../files/icons.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Ago } from '../ui/time.tsx';
import { Content } from './content.tsx';
import './quoted.css';

/** What a post quotes, or passes on, as far as one may see it. */
export function QuotedIn({ post }: { post: Status }): ReactNode {
  const { quote, waxseal } = post;
  const passed = waxseal?.resource?.passed_on === true ? waxseal.resource : undefined;
  const resource = waxseal?.quoted ?? passed;
  return (
    <>
      {resource === undefined ? null : <ResourceInPost resource={resource} />}
      {quote ? <PostInPost post={quote.quoted_status} /> : null}
    </>
  );
}

export function ResourceInPost({ resource }: { resource: ResourceCard }): ReactNode {
  const { t } = useTranslation();
  return (
    <Link to="/files/$id" params={{ id: resource.id }} className="quoted quoted-resource">
      <Icon name={iconOfResource[resource.kind]} />
      <span>
        <span className="quoted-title">{resource.title}</span>
        <span className="quoted-facts">
          {[
            t(`files.kind.${resource.kind}`),
            ...(resource.description === '' ? [] : [resource.description]),
          ].join(' · ')}
        </span>
      </span>
    </Link>
  );
}

export function PostInPost({ post }: { post: Status }): ReactNode {
  const { t } = useTranslation();
  const face = faceOf(post.account);
  return (
    <blockquote className="quoted">
      <p className="quoted-by">
        <Link to="/people/$id" params={{ id: post.account.id }}>
          {face.display_name}
        </Link>{' '}
        <Link
          to="/posts/$id"
          params={{ id: post.id }}
          aria-label={t('post.openQuoted', { name: face.display_name })}
        >
          <Ago at={post.created_at} />
        </Link>
      </p>
      {post.spoiler_text === '' ? <Content html={post.content} /> : <p>{post.spoiler_text}</p>}
    </blockquote>
  );
}
