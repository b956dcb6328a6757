import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { PostBody } from '../post/post-body.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Composer } from './composer.tsx';

/** The composer over the page, with what is replied to above it. */
export function ComposeSheet({ replyTo, onClose }: { replyTo?: Status; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Sheet
      title={t(replyTo === undefined ? 'composer.new' : 'composer.reply')}
      isOpen
      onClose={onClose}
      size="wide"
    >
      {replyTo === undefined ? null : (
        <blockquote className="composer-quoted">
          <PostBody post={replyTo} />
        </blockquote>
      )}
      <Composer {...(replyTo === undefined ? {} : { replyTo })} onSent={onClose} focused />
    </Sheet>
  );
}
