import { useTranslation } from 'react-i18next';
import type { Message } from '../api/conversations.ts';
import { faceOf } from '../ui/avatar.tsx';

/** A message in one line: what was said, that it was deleted, or what happened. */
export function useMessageWords(): (message: Message) => string {
  const { t } = useTranslation();
  return ({ event, text: said, attachments, deleted, mine, sender }) => {
    const text = said === '' ? t('messages.files', { count: attachments.length }) : said;
    if (deleted) return t('messages.deleted');
    if (event !== null) {
      return t(`messages.event.${event}`, { name: faceOf(sender).display_name, title: said });
    }
    return mine ? t('messages.you', { text }) : text;
  };
}
