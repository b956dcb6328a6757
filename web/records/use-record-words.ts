import { useTranslation } from 'react-i18next';
import { dayText, fullTime, timeUntil } from '../i18n/format.ts';

/** Words for what records speak of. */
export function useRecordWords() {
  const { t, i18n } = useTranslation();
  return {
    fn: (name: string | null): string =>
      name === null ? t('records.service') : t(`function.${name}` as 'function.sales'),
    attribute: (name: string): string => t(`attribute.kind.${name}` as 'attribute.kind.name'),
    purpose: (name: string): string => t(`grants.purpose.${name}` as 'grants.purpose.reading'),
    deed: (name: string): string => t(`records.deed.${name}` as 'records.deed.read'),
    request: (name: string): string => t(`dataRequests.kind.${name}` as 'dataRequests.kind.access'),
    day: (at: string): string => dayText(at, i18n.language),
    until: (at: string): string => timeUntil(new Date(at), new Date(), i18n.language),
    time: (at: string): string => fullTime(new Date(at), i18n.language),
  };
}
