import { useTranslation } from 'react-i18next';
import type { Condition, ToldNumber } from '../api/audiences.ts';
import { dayText, listText } from '../i18n/format.ts';

/** What can be chosen, in the words of the API. */
export const PURPOSES = ['offer-targeting', 'marketing', 'sales', 'personalisation', 'suggestions'] as const;
export const KINDS = [
  'birth-date',
  'address',
  'home-town',
  'works-at',
  'employer',
  'job-title',
  'department',
  'language',
  'education',
  'skill',
  'interest',
] as const;

/** One value a line, as a field has them. */
export const linesOf = (values: readonly string[]): string => values.join('\n');
export const valuesOf = (lines: string): string[] =>
  lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** Words for what an audience or a table is. */
export function useAudienceWords() {
  const { t, i18n } = useTranslation();
  return {
    fn: (name: string): string => t(`function.${name}` as 'function.sales'),
    purpose: (name: string): string => t(`grants.purpose.${name}` as 'grants.purpose.reading'),
    kind: (name: string): string => t(`attribute.kind.${name}` as 'attribute.kind.name'),
    condition: ({ kind, values }: Condition): string =>
      t('audiences.condition', {
        kind: t(`attribute.kind.${kind}` as 'attribute.kind.name'),
        values: listText(values, 'or', i18n.language),
      }),
    number: ({ count, fewer_than: fewer, interval }: ToldNumber): string =>
      count === null
        ? t('simulation.fewer', { count: fewer ?? 0 })
        : t('simulation.about', { count, from: interval?.from ?? 0, to: interval?.to ?? 0 }),
    day: (at: string): string => dayText(at, i18n.language),
  };
}
