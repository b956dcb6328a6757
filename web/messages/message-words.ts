import { useTranslation } from 'react-i18next';
import type { Message } from '../api/conversations.ts';
import { listText } from '../i18n/format.ts';
import { faceOf } from '../ui/avatar.tsx';

/** A message in one line: what was said, that it was deleted, or what happened. */
export function useMessageWords(): (message: Message) => string {
  const { t, i18n } = useTranslation();
  return ({ event, text: said, attachments, deleted, mine, sender }) => {
    const text = said === '' ? t('messages.files', { count: attachments.length }) : said;
    if (deleted) return t('messages.deleted');
    if (event === 'solved' || event === 'idle') {
      const kinds = said.split(' ').filter((kind) => kind !== '');
      const name = faceOf(sender).display_name;
      if (kinds.length === 0) return t(`messages.event.${event}`, { name });
      const what = kinds.map((kind) => t(`attribute.kind.${kind}` as 'attribute.kind.name'));
      return t(`messages.closed.${event}`, { name, what: listText(what, 'and', i18n.language) });
    }
    if (event === 'handover-asked' || event === 'handed-over') {
      const to = t(`function.${said}` as 'function.sales');
      return t(`messages.event.${event}`, { name: faceOf(sender).display_name, function: to });
    }
    if (event !== null) {
      return t(`messages.event.${event}`, { name: faceOf(sender).display_name, title: said });
    }
    return mine ? t('messages.you', { text }) : text;
  };
}
