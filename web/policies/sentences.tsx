import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  checkPolicy,
  type PolicyClause,
  type PolicyScope,
  type PolicyTemplates,
  readTemplates,
} from '../api/policies.ts';
import { listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useWords } from './use-words.ts';
import './policies.css';

/** The clauses of a text, and the sentences that say such; null until they are known, and of what is no policy. */
export function useClauses(
  text: string,
  scope: PolicyScope,
): { clauses: readonly PolicyClause[]; known: PolicyTemplates } | null {
  const { client, persona } = useSpeaking();
  const { data: known } = useQuery({
    queryKey: [client.persona, 'policy-templates'],
    queryFn: () => readTemplates(client),
  });
  const { kind } = persona.network;
  const { data: checked } = useQuery({
    queryKey: [client.persona, 'policy-check', text, kind, scope],
    queryFn: () => checkPolicy(client, { text, kind, scope }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (known === undefined || checked === undefined || checked.clauses.length === 0) return null;
  return { clauses: checked.clauses, known };
}

/** What a text of policies says, sentence by sentence, with its reasons; what no sentence says stays in the text. */
export function Sentences({ text, scope }: { text: string; scope: PolicyScope }): ReactNode {
  const found = useClauses(text, scope);
  if (found === null) return null;
  const { clauses, known } = found;
  return (
    <ul className="policy-sentences">
      {clauses.map((clause) => (
        <li key={clause.id}>
          <SentenceText clause={clause} known={known} />
          {clause.reason === null ? null : <small>{clause.reason}</small>}
        </li>
      ))}
    </ul>
  );
}

/** One clause in words; what no sentence says is named. */
export function SentenceText({ clause, known }: { clause: PolicyClause; known: PolicyTemplates }): ReactNode {
  const { t, i18n } = useTranslation();
  const name = useWords();
  const template = known.templates.find(({ id }) => id === clause.template);
  const { fields } = clause;
  if (template === undefined || fields === null) {
    return <span>{t('policyEditor.inText', { id: clause.id })}</span>;
  }
  const pieces = template.sentence.split(/\{(\w+)\}/);
  const said = pieces.map((piece, n) => {
    const blank = n % 2 === 1 ? template.blanks[piece] : undefined;
    const value = fields[piece];
    if (blank === undefined || value === undefined) return piece;
    const words = [value]
      .flat()
      .map((one) => (blank.kind === 'number' ? String(one) : name(blank.type ?? '', String(one))));
    return listText(words, 'or', i18n.language).toLocaleLowerCase(i18n.language);
  });
  const whole = said.join('');
  return <span>{whole.charAt(0).toLocaleUpperCase(i18n.language) + whole.slice(1)}</span>;
}
