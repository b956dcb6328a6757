import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PostBody } from '../post/post-body.tsx';
import { ResourceInPost } from '../post/quoted.tsx';
import { Sheet } from '../ui/dialog.tsx';
import type { About } from './compose-dialog.tsx';
import { Composer } from './composer.tsx';

/** The composer over the page, with what is replied to above it. */
export function ComposeSheet({ onClose, ...about }: About & { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { replyTo } = about;
  return (
    <Sheet
      title={t(replyTo === undefined ? 'composer.new' : 'composer.reply')}
      isOpen
      onClose={onClose}
      size="wide"
    >
      {replyTo === undefined ? null : (
        <blockquote className="composer-quoted">
          {'account' in replyTo ? <PostBody post={replyTo} /> : <ResourceInPost resource={replyTo} />}
        </blockquote>
      )}
      <Composer {...about} onSent={onClose} focused />
    </Sheet>
  );
}
