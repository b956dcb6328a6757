import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Admission, type ConnectionRules, changeConnectionRules } from '../api/controls.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { AdmissionSheet } from './admission-sheet.tsx';
import { useConditionsWords } from './conditions-words.ts';
import { connectionRulesQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';
import './privacy.css';

type Side = 'ask' | 'at_once';

/** Control 7: who, how and when may connect, and what ends a connection. */
export function ConnectingScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: rules, error, refetch } = useQuery(connectionRulesQuery(client));
  return (
    <Page title={t('privacy.connecting.title')} intro={t('privacy.connecting.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {rules === undefined ? (
        <Skeleton />
      ) : (
        <div className="control-rules">
          <Admissions side="ask" rules={rules} />
          <Admissions side="at_once" rules={rules} />
          <Limits rules={rules} />
        </div>
      )}
    </Page>
  );
}

function Admissions({ side, rules }: { side: Side; rules: ConnectionRules }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const decided = useDecided();
  const words = useConditionsWords();
  const [editing, setEditing] = useState<number | null>(null);
  const list = rules[side];
  const replace = async (changed: Admission[]): Promise<void> => {
    const done = {
      says: () => decided(t('privacy.saved')),
      touches: [
        [client.persona, 'connection-rules'],
        [client.persona, 'grants'],
      ],
    };
    if (await act(() => changeConnectionRules(client, { [side]: changed }, rules.etag), done))
      setEditing(null);
  };
  const place = side === 'ask' ? 'ask' : 'atOnce';
  return (
    <section aria-labelledby={`${side}-heading`}>
      <h2 id={`${side}-heading`}>{t(`privacy.connecting.${place}.title`)}</h2>
      <p>{t(list.length === 0 ? `privacy.connecting.${place}.none` : `privacy.connecting.${place}.text`)}</p>
      <ul className="rule-list">
        {list.map((one, n) => (
          <li key={JSON.stringify(one)} className="rule">
            <span className="rule-words">
              <AudienceWords audience={one.audience} />
              <small>{words(one.conditions)}</small>
            </span>
            <Button size="small" onPress={() => setEditing(n)}>
              {t('presence.change')}
            </Button>
            <Button size="small" look="quiet" onPress={() => replace(list.filter((_, other) => other !== n))}>
              {t('action.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Button icon="plus" onPress={() => setEditing(list.length)}>
        {t('privacy.addRule')}
        <span className="visually-hidden"> {t(`privacy.connecting.${place}.title`)}</span>
      </Button>
      {editing === null ? null : (
        <AdmissionSheet
          title={t(`privacy.connecting.${place}.title`)}
          admission={list[editing] ?? null}
          onClose={() => setEditing(null)}
          onSave={(admission) => replace(list.toSpliced(editing, 1, admission))}
        />
      )}
    </section>
  );
}

const numberOf = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null);
const textOf = (value: number | null): string => (value === null ? '' : String(value));

function Limits({ rules }: { rules: ConnectionRules }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const form = useForm(['question', 'daily_cap']);
  const [question, setQuestion] = useState(rules.question ?? '');
  const [cap, setCap] = useState(textOf(rules.daily_cap));
  const [after, setAfter] = useState(textOf(rules.ends.after_months));
  const [dormant, setDormant] = useState(textOf(rules.ends.dormant_months));
  const save = async () => {
    const changes = {
      question: question.trim() === '' ? null : question.trim(),
      daily_cap: numberOf(cap),
      ends: { ...rules.ends, after_months: numberOf(after), dormant_months: numberOf(dormant) },
    };
    await act(() => changeConnectionRules(client, changes, rules.etag), {
      says: () => decided(t('privacy.saved')),
      touches: [[client.persona, 'connection-rules']],
    });
  };
  return (
    <Form state={form} onSubmit={save}>
      <h2>{t('privacy.connecting.limits')}</h2>
      <Field
        label={t('privacy.connecting.question')}
        hint={t('privacy.connecting.questionHint')}
        name="question"
        value={question}
        onChange={setQuestion}
        maxLength={200}
      />
      <Field
        label={t('privacy.connecting.cap')}
        hint={t('privacy.connecting.capHint')}
        name="daily_cap"
        inputMode="numeric"
        value={cap}
        onChange={setCap}
      />
      <h2>{t('privacy.connecting.ends')}</h2>
      <p>{t('privacy.connecting.endsText')}</p>
      <div className="rule-numbers">
        <Field
          label={t('privacy.connecting.after')}
          inputMode="numeric"
          value={after}
          onChange={setAfter}
          hint={t('privacy.connecting.never')}
        />
        <Field
          label={t('privacy.connecting.dormant')}
          inputMode="numeric"
          value={dormant}
          onChange={setDormant}
          hint={t('privacy.connecting.never')}
        />
      </div>
      <Button look="primary" type="submit" isPending={isBusy}>
        {t('action.save')}
      </Button>
    </Form>
  );
}
