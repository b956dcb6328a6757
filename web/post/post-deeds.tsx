import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { useCompose } from '../composer/compose-dialog.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { PostMenu } from './post-menu.tsx';
import { usePostDeed } from './use-post-deeds.ts';

/** What one can do with a post; what isn't granted isn't offered. */
export function PostDeeds({ post }: { post: Status }): ReactNode {
  const { t } = useTranslation();
  const compose = useCompose();
  const act = usePostDeed(post);
  const can = post.waxseal?.can;
  return (
    <Group className="post-deeds" aria-label={t('post.deeds')}>
      <Button
        className="deed"
        onPress={() => compose({ replyTo: post })}
        isDisabled={can?.reply === false}
        aria-label={t('post.reply', { count: post.replies_count })}
      >
        <Icon name="reply" />
        <Count of={post.replies_count} />
      </Button>
      <Toggle
        icon="boost"
        kind="boost"
        isSelected={post.reblogged === true}
        isDisabled={can?.reshare === false && post.reblogged !== true}
        label={t('post.boost', { count: post.reblogs_count })}
        count={post.reblogs_count}
        onChange={(on) => act(on ? 'reblog' : 'unreblog')}
      />
      <Toggle
        icon="heart"
        kind="like"
        isSelected={post.favourited === true}
        label={t('post.like', { count: post.favourites_count })}
        count={post.favourites_count}
        onChange={(on) => act(on ? 'favourite' : 'unfavourite')}
      />
      <Toggle
        icon="bookmark"
        kind="keep"
        isSelected={post.bookmarked === true}
        label={t('post.bookmark')}
        onChange={(on) => act(on ? 'bookmark' : 'unbookmark')}
      />
      <PostMenu post={post} />
    </Group>
  );
}

function Toggle({
  icon,
  kind,
  label,
  count,
  isSelected,
  isDisabled = false,
  onChange,
}: {
  icon: IconName;
  kind: 'boost' | 'like' | 'keep';
  label: string;
  count?: number;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (on: boolean) => void;
}): ReactNode {
  return (
    <ToggleButton
      className={`deed deed-${kind}`}
      aria-label={label}
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <Icon name={icon} filled={isSelected && kind !== 'boost'} />
      {count === undefined ? null : <Count of={count} />}
    </ToggleButton>
  );
}

function Count({ of }: { of: number }): ReactNode {
  const { i18n } = useTranslation();
  if (of === 0) return null;
  return <span>{new Intl.NumberFormat(i18n.language, { notation: 'compact' }).format(of)}</span>;
}
