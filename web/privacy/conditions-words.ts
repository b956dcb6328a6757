import { useTranslation } from 'react-i18next';
import type { Conditions } from '../api/controls.ts';
import { listText } from '../i18n/format.ts';
import { localTime } from './local-time.ts';

/** Says conditions in words; an empty text for none. */
export function useConditionsWords(): (conditions: Conditions) => string {
  const { t, i18n } = useTranslation();
  return ({ actorKinds, mutual, hours }) => {
    const parts: string[] = [];
    if (actorKinds !== undefined) {
      const kinds = actorKinds.map((kind) => t(`condition.kind.${kind}`));
      parts.push(t('condition.kinds', { list: listText(kinds, 'or', i18n.language) }));
    }
    if (mutual !== undefined) parts.push(t('condition.mutual', { count: mutual }));
    if (hours !== undefined) {
      parts.push(t('condition.hours', { from: localTime(hours.from), until: localTime(hours.until) }));
    }
    return parts.join(' · ');
  };
}
