import { useTranslation } from 'react-i18next';

/** Types whose words have texts of their own elsewhere in the app. */
const ELSEWHERE: Readonly<Record<string, (word: string) => string>> = {
  Function: (word) => `function.${word}`,
  Discipline: (word) => `discipline.${word}`,
  Label: (word) => `labels.${word}`,
  Purpose: (word) => `attributes.purposes.${word}.title`,
  AttributeKind: (word) => `attribute.kind.${word}`,
};

/** What the words of policies are called in sentences. */
export function useWords(): (type: string, word: string) => string {
  const { t } = useTranslation();
  return (type, word) => {
    const key = ELSEWHERE[type]?.(word) ?? `policyEditor.words.${type}.${word}`;
    return t(key as 'policyEditor.words.Action.see');
  };
}
