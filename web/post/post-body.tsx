import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { fullTime } from '../i18n/format.ts';
import { SeatBadge } from '../organisations/seat-badge.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { Ago } from '../ui/time.tsx';
import { Attachments } from './attachments.tsx';
import { Content } from './content.tsx';
import { PostSeal } from './post-seal.tsx';
import { QuotedIn } from './quoted.tsx';
import './post.css';

/** Who wrote it, when, for whom, and what. */
export function PostBody({ post, main = false }: { post: Status; main?: boolean }): ReactNode {
  const { t, i18n } = useTranslation();
  const face = faceOf(post.account);
  return (
    <div className="post-body" style={hueStyle(face.hue)}>
      <div className="post-head">
        <Avatar face={face} />
        <div className="post-who">
          <Link to="/people/$id" params={{ id: post.account.id }} className="post-name">
            {face.display_name}
          </Link>
          <span className="post-facts">
            <span className="post-handle">@{post.account.acct}</span>
            <Link to="/posts/$id" params={{ id: post.id }} className="post-time">
              <Ago at={post.created_at} />
            </Link>
            {post.edited_at === null ? null : (
              <span title={fullTime(new Date(post.edited_at), i18n.language)}>{t('post.edited')}</span>
            )}
            {post.waxseal?.seat ? <SeatBadge seat={post.waxseal.seat} /> : null}
            {post.waxseal?.space ? (
              <Link to="/spaces/$id" params={{ id: post.waxseal.space.id }} className="post-space">
                <Icon name="space" />
                {post.waxseal.space.title}
              </Link>
            ) : null}
          </span>
        </div>
        <PostSeal post={post} />
      </div>
      <Words post={post} />
      {main ? (
        <p className="post-when">
          <time dateTime={post.created_at}>{fullTime(new Date(post.created_at), i18n.language)}</time>
        </p>
      ) : null}
    </div>
  );
}

/** The text, behind its warning where it has one. */
function Words({ post }: { post: Status }): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const words = (
    <>
      {post.waxseal?.resource?.passed_on === true ? null : <Content html={post.content} />}
      <Attachments attached={post.media_attachments ?? []} />
      <QuotedIn post={post} />
    </>
  );
  if (post.spoiler_text === '') return words;
  return (
    <div className="post-warned">
      <p className="post-warning">
        <Icon name="warning" />
        <span>{post.spoiler_text}</span>
        <Button size="small" onPress={() => setShown(!shown)} aria-expanded={shown}>
          {t(shown ? 'post.hide' : 'post.show')}
        </Button>
      </p>
      {shown ? words : null}
    </div>
  );
}
