import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaAttachment } from '../api/types.ts';
import { Save } from '../files/save.tsx';
import './attachments.css';

/** Files that go with a post or a message: pictures are shown, others are downloaded. */
export function Attachments({ attached }: { attached: readonly MediaAttachment[] }): ReactNode {
  const { t } = useTranslation();
  if (attached.length === 0) return null;
  return (
    <ul className="attachments" aria-label={t('post.attachments')}>
      {attached.map((one) => (
        <li key={one.id}>
          {one.type === 'image' && one.preview_url !== null ? (
            <a href={new URL(one.url).pathname} target="_blank" rel="noreferrer">
              <img
                src={new URL(one.preview_url).pathname}
                alt={one.description ?? t('post.picture')}
                loading="lazy"
              />
            </a>
          ) : (
            <Save kind="attachment" id={one.id} name={one.waxseal?.name ?? ''} />
          )}
        </li>
      ))}
    </ul>
  );
}
