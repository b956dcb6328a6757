import { useTranslation } from 'react-i18next';
import { listText } from '../i18n/format.ts';

/** Names of disciplines, as words of a sentence. */
export function useWords(): { discipline(name: string): string; list(names: readonly string[]): string } {
  const { t, i18n } = useTranslation();
  const discipline = (name: string) => t(`discipline.${name}` as 'discipline.legal');
  return { discipline, list: (names) => listText(names.map(discipline), 'and', i18n.language) };
}
