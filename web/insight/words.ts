import { useTranslation } from 'react-i18next';
import { fullTime } from '../i18n/format.ts';

/** What can be asked about, in the words of the API. */
export const WHAT = ['posts', 'attributes', 'ties', 'contact'] as const;

/** Words for functions, purposes and times. */
export function useInsightWords() {
  const { t, i18n } = useTranslation();
  return {
    fn: (name: string): string => t(`function.${name}` as 'function.sales'),
    purpose: (name: string): string => t(`grants.purpose.${name}` as 'grants.purpose.reading'),
    time: (at: string): string => fullTime(new Date(at), i18n.language),
    /** With its year where that is another than of the latest beside it. */
    shortDay: (at: string, latest: string): string =>
      new Intl.DateTimeFormat(i18n.language, {
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
        ...(at.slice(0, 4) === latest.slice(0, 4) ? {} : { year: 'numeric' }),
      }).format(new Date(at)),
  };
}
