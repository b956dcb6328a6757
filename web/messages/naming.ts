import { useTranslation } from 'react-i18next';
import type { Conversation } from '../api/conversations.ts';
import { listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';

/** What a conversation is called for whoever looks: its title, or the others in it. */
export function useConversationName(): (conversation: Conversation) => string {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  return ({ title, organisation, function: fn, role, participants, asked_by: askedBy }) => {
    if (title !== '') return title;
    const others = participants.map(({ account }) => account).filter(({ id }) => id !== client.persona);
    const names = others.map((account) => faceOf(account).display_name);
    const in_ = fn === null ? '' : t(`function.${fn}` as 'function.sales');
    if (organisation !== null && role !== 'staff') {
      return t('messages.withFunction', { name: faceOf(organisation).display_name, function: in_ });
    }
    if (names.length > 0) {
      const name = listText(names, 'and', i18n.language);
      return role === 'staff' ? t('messages.withFunction', { name, function: in_ }) : name;
    }
    return askedBy === null ? t('messages.nobody') : faceOf(askedBy).display_name;
  };
}
