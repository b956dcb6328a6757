import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CheckedPolicy,
  ClauseToWrite,
  Fields,
  PolicyClause,
  PolicyTemplate,
  PolicyTemplates,
  StartingPoint,
} from '../api/policies.ts';
import { writePolicy } from '../api/policies.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ActionsMenu } from '../ui/actions-menu.tsx';
import { Button } from '../ui/button.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { ClauseCard } from './clause-card.tsx';

/** The clauses as sentences. Whatever is changed is written as Cedar by the server; the rest stays to the letter. */
export function PolicyForm({
  checked,
  known,
  start,
  onChange,
}: {
  checked: CheckedPolicy;
  known: PolicyTemplates;
  /** What one may start from, for this kind of network. */
  start: StartingPoint | undefined;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const write = useMutation({
    mutationFn: (clauses: readonly ClauseToWrite[]) => writePolicy(client, clauses),
    onSuccess: ({ text }) => onChange(text),
  });
  const { clauses, notes, errors } = checked;
  const stands = clauses.map(asItStands);
  const ids = clauses.map(({ id }) => id);
  const add = (...more: ClauseToWrite[]) => write.mutate([...stands, ...more]);
  const replace = (n: number, template: PolicyTemplate, fields: Fields) =>
    write.mutate(stands.with(n, bySentence(clauses[n] as PolicyClause, template, fields)));
  if (errors.length > 0)
    return (
      <Empty icon="warning" title={t('policyEditor.unreadable')}>
        {t('policyEditor.unreadableText')}
      </Empty>
    );
  return (
    <div className="policy-form">
      {write.error === null ? null : <Failed error={write.error} />}
      {clauses.length === 0 ? (
        <Empty icon="lock" title={t('policyEditor.none')}>
          {t('policyEditor.noneText')}
        </Empty>
      ) : null}
      <ol className="clauses">
        {clauses.map((clause, n) => (
          <ClauseCard
            // A number that was typed is forgotten where the text says another.
            key={`${clause.id} ${clause.text}`}
            clause={clause}
            known={known}
            notes={notes.filter((note) => note.clause === clause.id).map(({ says }) => says)}
            onFields={(template, fields) => replace(n, template, fields)}
            onRemove={() => write.mutate(stands.toSpliced(n, 1))}
          />
        ))}
      </ol>
      <div className="policy-tools">
        <ActionsMenu
          trigger={
            <Button icon="plus" isDisabled={write.isPending}>
              {t('policyEditor.add')}
            </Button>
          }
          label={t('policyEditor.add')}
          actions={known.templates.map(({ id, sentence, example }) => ({
            id,
            title: sentence.replaceAll(/\{(\w+)\}/g, '…'),
            icon: 'plus',
            act: () => add({ id: freeId(id, ids), template: id, fields: example }),
          }))}
        />
        {start === undefined ? null : (
          <Button
            look="quiet"
            isDisabled={write.isPending}
            onPress={() => add(...start.clauses.map((clause) => ({ ...clause, id: freeId(clause.id, ids) })))}
          >
            {t('policyEditor.start', { count: start.clauses.length, title: start.title })}
          </Button>
        )}
      </div>
    </div>
  );
}

const asItStands = ({ lead, text }: PolicyClause): ClauseToWrite => ({ lead, text });

const bySentence = (
  { id, lead, reason, law }: PolicyClause,
  { id: template }: PolicyTemplate,
  fields: Fields,
): ClauseToWrite => ({
  lead,
  id,
  template,
  fields,
  ...(reason === null ? {} : { reason }),
  ...(law === null ? {} : { law }),
});

/** A name that no other clause has. */
function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let n = 2;
  while (taken.includes(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}
