import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceCard, Status } from '../api/types.ts';
import { faceOf } from '../ui/avatar.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { answeredBy } from './answered-by.ts';
import { PostBody } from './post-body.tsx';
import { PostDeeds } from './post-deeds.tsx';
import './post.css';

/** A post in a list, or the one that a page is about. */
export function Post({
  post,
  main = false,
  level = 2,
}: {
  post: Status;
  main?: boolean;
  level?: 2 | 3;
}): ReactNode {
  const { t } = useTranslation();
  const shown = post.reblog ?? post;
  const about = shown.waxseal?.resource;
  const Heading = `h${level}` as const;
  return (
    <article
      className={main ? 'post post-main' : 'post'}
      id={`post-${post.id}`}
      tabIndex={-1}
      aria-labelledby={`by-${post.id}`}
      style={hueStyle(faceOf(shown.account).hue)}
    >
      <Heading id={`by-${post.id}`} className="visually-hidden">
        {t(answeredBy(shown) === null ? 'post.by' : 'post.replyBy', {
          name: faceOf(shown.account).display_name,
        })}
      </Heading>
      {post.reblog === null ? null : (
        <p className="post-above">
          <Icon name="boost" />
          <Link to="/people/$id" params={{ id: post.account.id }}>
            {t('post.boostedBy', { name: faceOf(post.account).display_name })}
          </Link>
        </p>
      )}
      {shown.in_reply_to_id === null || main ? null : (
        <p className="post-above">
          <Icon name="reply" />
          <Link to="/posts/$id" params={{ id: shown.in_reply_to_id }}>
            {t('post.inReply')}
          </Link>
        </p>
      )}
      {about === undefined ? null : <About resource={about} />}
      <PostBody post={shown} main={main} />
      <PostDeeds post={shown} />
    </article>
  );
}

/** The resource that it is said of, or that it passes on. */
function About({ resource }: { resource: ResourceCard & { passed_on: boolean } }): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="post-above">
      <Icon name={resource.passed_on ? 'boost' : 'reply'} />
      {resource.passed_on ? (
        <span>{t(`post.passedOn.${resource.kind}`)}</span>
      ) : (
        <Link to="/files/$id" params={{ id: resource.id }}>
          {t('post.about', { title: resource.title })}
        </Link>
      )}
    </p>
  );
}
