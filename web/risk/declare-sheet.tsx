import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FUNCTIONS } from '../api/business.ts';
import {
  type Declaration,
  declareAnew,
  declareProcessing,
  type OpenQuestion,
  type Risk,
} from '../api/risks.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { BASES, KINDS, PURPOSES, QUESTIONS, SOURCES } from './words.ts';

const FRESH: Omit<Declaration, 'owner'> = {
  title: '',
  purpose: 'support',
  functions: ['support'],
  kinds: [],
  sources: [],
  retention_days: 90,
  basis: 'consent',
  necessity: '',
  answers: { legalEffect: null, innovative: null, hindersRights: null, minors: null },
  review_in_days: 365,
};

/** Declares a processing, or says anew what one is. */
export function DeclareSheet({
  organisation,
  risk,
  onClose,
}: {
  organisation: string;
  risk?: Risk;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const form = useForm(['title', 'purpose', 'functions', 'retention_days', 'necessity', 'owner']);
  const [draft, setDraft] = useState({ ...FRESH, ...risk?.declared });
  const { data: houses } = useQuery(seatsQuery(client));
  const seatName = useSeatName();
  const seats = houses?.find((house) => house.organisation.id === organisation)?.seats ?? [];
  const change = (part: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...part }));
  const [owner, setOwner] = useState<string | null>(risk?.owner?.id ?? null);
  const send = async (): Promise<void> => {
    const declaration = { ...draft, owner: owner ?? seats[0]?.id ?? '' };
    await (risk === undefined
      ? declareProcessing(client, organisation, declaration)
      : declareAnew(client, organisation, risk.id, declaration));
    await act(async () => undefined, {
      says: t('risk.declared'),
      touches: [[client.persona, 'risks', organisation]],
    });
    onClose();
  };
  return (
    <Sheet title={risk === undefined ? t('risk.declare') : t('risk.change')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          name="title"
          label={t('risk.field.title')}
          value={draft.title}
          onChange={(title) => change({ title })}
          isRequired
          maxLength={120}
        />
        <Pick
          label={t('risk.field.purpose')}
          options={PURPOSES.map((value) => ({
            value,
            title: t(`grants.purpose.${value}` as 'grants.purpose.reading'),
          }))}
          value={draft.purpose}
          onChange={(purpose) => change({ purpose })}
        />
        <Toggles
          label={t('risk.field.functions')}
          choices={FUNCTIONS.map((value) => ({ value, title: t(`function.${value}` as 'function.sales') }))}
          value={draft.functions}
          onChange={(functions) => change({ functions: [...functions] })}
        />
        <Toggles
          label={t('risk.field.sources')}
          choices={SOURCES.map((value) => ({
            value,
            title: t(`risk.source.${value}` as 'risk.source.posts'),
          }))}
          value={draft.sources}
          onChange={(sources) => change({ sources: [...sources] })}
        />
        <Toggles
          label={t('risk.field.kinds')}
          choices={KINDS.map((value) => ({
            value,
            title: t(`attribute.kind.${value}` as 'attribute.kind.name'),
          }))}
          value={draft.kinds}
          onChange={(kinds) => change({ kinds: [...kinds] })}
        />
        <Pick
          label={t('risk.field.basis')}
          options={BASES.map((value) => ({ value, title: t(`risk.basis.${value}` as 'risk.basis.consent') }))}
          value={draft.basis}
          onChange={(basis) => change({ basis })}
        />
        <Field
          name="retention_days"
          label={t('risk.field.keptDays')}
          hint={t('risk.field.keptHint')}
          inputMode="numeric"
          value={draft.retention_days === null ? '' : String(draft.retention_days)}
          onChange={(text) => change({ retention_days: text.trim() === '' ? null : Number(text) })}
        />
        <Field
          name="necessity"
          label={t('risk.field.necessity')}
          hint={t('risk.field.necessityHint')}
          lines={4}
          value={draft.necessity}
          onChange={(necessity) => change({ necessity })}
          maxLength={2000}
        />
        {QUESTIONS.map((question) => (
          <Answer
            key={question}
            question={question}
            value={draft.answers[question]}
            onChange={(value) => change({ answers: { ...draft.answers, [question]: value } })}
          />
        ))}
        {seats.length < 2 ? null : (
          <Pick
            label={t('risk.field.owner')}
            options={seats.map((seat) => ({
              value: seat.id,
              title: seatName(seat),
            }))}
            value={owner ?? seats[0]?.id ?? ''}
            onChange={setOwner}
          />
        )}
        <Button type="submit" look="primary" isPending={form.isPending}>
          {t('risk.save')}
        </Button>
      </Form>
    </Sheet>
  );
}

function Answer({
  question,
  value,
  onChange,
}: {
  question: OpenQuestion;
  value: boolean | null;
  onChange: (value: boolean | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Choices
      inline
      label={t(`risk.question.${question}`)}
      choices={(['yes', 'no', 'unknown'] as const).map((one) => ({
        value: one,
        title: t(`risk.answer.${one}`),
      }))}
      value={value === null ? 'unknown' : value ? 'yes' : 'no'}
      onChange={(one) => onChange(one === 'unknown' ? null : one === 'yes')}
    />
  );
}
