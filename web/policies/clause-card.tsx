import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fields, PolicyClause, PolicyTemplate, PolicyTemplates } from '../api/policies.ts';
import { IconButton } from '../ui/button.tsx';
import { BlankField } from './blank-field.tsx';

/** One clause: a sentence with its blanks, or the Cedar that no sentence says. */
export function ClauseCard({
  clause,
  known,
  notes,
  onFields,
  onRemove,
}: {
  clause: PolicyClause;
  known: PolicyTemplates;
  notes: readonly string[];
  onFields: (template: PolicyTemplate, fields: Fields) => void;
  onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const template = known.templates.find(({ id }) => id === clause.template);
  return (
    <li className="clause">
      <div className="clause-head">
        {template === undefined || clause.fields === null ? (
          <div className="clause-other">
            <p className="control-now">{t('policyEditor.other')}</p>
            <textarea
              className="clause-text"
              readOnly
              rows={clause.text.split('\n').length}
              aria-label={t('policyEditor.cedarOf', { id: clause.id })}
              value={clause.text}
            />
          </div>
        ) : (
          <Sentence
            template={template}
            fields={clause.fields}
            words={known.words}
            onFields={(fields) => onFields(template, fields)}
          />
        )}
        <IconButton icon="close" label={t('policyEditor.remove', { id: clause.id })} onPress={onRemove} />
      </div>
      {clause.reason === null ? null : <p className="clause-reason">{clause.reason}</p>}
      {clause.law === null ? null : (
        <p className="clause-law">
          {t('policyEditor.serves')} {clause.law}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="clause-note">
          {note}
        </p>
      ))}
    </li>
  );
}

function Sentence({
  template,
  fields,
  words,
  onFields,
}: {
  template: PolicyTemplate;
  fields: Fields;
  words: PolicyTemplates['words'];
  onFields: (fields: Fields) => void;
}): ReactNode {
  const { t } = useTranslation();
  // Every other piece is the name of a blank.
  const pieces = template.sentence.split(/\{(\w+)\}/);
  return (
    <p className="clause-sentence">
      {pieces.map((piece, n) => {
        const blank = n % 2 === 1 ? template.blanks[piece] : undefined;
        const value = fields[piece];
        if (blank === undefined || value === undefined) return piece;
        return (
          <BlankField
            key={piece}
            label={t(`policyEditor.blank.${piece}` as 'policyEditor.blank.days')}
            blank={blank}
            words={words[blank.type ?? ''] ?? []}
            value={value}
            onChange={(next) => onFields({ ...fields, [piece]: next })}
          />
        );
      })}
    </p>
  );
}
