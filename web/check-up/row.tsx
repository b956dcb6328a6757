import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useTranslation } from 'react-i18next';
import type { CheckUpRow } from '../api/check-up.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { fullDate, listText } from '../i18n/format.ts';
import { Field } from '../ui/field.tsx';
import { type Answer, type AnswerKind, inAMonth, sheetOf } from './answer.ts';

const kinds = ['renew', 'shorten', 'withdraw'] as const;
/** One letter each, while a row has the focus. */
const letters: Readonly<Record<string, AnswerKind>> = { k: 'renew', d: 'shorten', e: 'withdraw' };

/** One decision, in words, with what may become of it. */
export function Row({
  row,
  answer,
  onAnswer,
  onNext,
}: {
  row: CheckUpRow;
  answer: Answer | null;
  onAnswer: (answer: Answer) => void;
  /** To the decision after it, where it was answered by a letter. */
  onNext: (from: HTMLElement) => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const title = useTitle(row);
  const say = (is: AnswerKind): void =>
    onAnswer(
      is === 'shorten' ? { is, day: answer?.is === 'shorten' ? answer.day : inAMonth(new Date()) } : { is },
    );
  const byLetter = (event: KeyboardEvent<HTMLElement>): void => {
    const kind = letters[event.key];
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    if (kind === undefined || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    say(kind);
    if (kind !== 'shorten') onNext(event.currentTarget);
    // On to the day from there.
    else event.currentTarget.querySelector<HTMLElement>('input[value=shorten]')?.focus();
  };
  const actions = row.actions.map((action) => t(`grants.action.${action}` as 'grants.action.see'));
  return (
    <li
      className={`check-row check-row-${answer?.is ?? 'open'}`}
      data-row={row.row}
      onKeyDownCapture={byLetter}
    >
      <div className="check-words">
        <h3>{title}</h3>
        <p>
          <AudienceWords audience={row.audience} />{' '}
          {t('grants.may', { actions: listText(actions, 'and', i18n.language) })}
          {row.purpose === 'reading'
            ? null
            : ` · ${t(`grants.purpose.${row.purpose}` as 'grants.purpose.reading')}`}
        </p>
        <Facts row={row} />
      </div>
      <RadioGroup
        className="check-choices"
        aria-label={t('checkUp.what', { title })}
        orientation="horizontal"
        value={answer?.is ?? null}
        onChange={(chosen) => say(chosen as AnswerKind)}
      >
        {kinds.map((kind) => (
          <Radio key={kind} value={kind} className={`check-choice check-choice-${kind}`}>
            {t(`checkUp.answer.${kind}`)}
          </Radio>
        ))}
      </RadioGroup>
      {answer?.is === 'shorten' ? (
        <div className="check-change">
          <Field
            label={t('checkUp.until')}
            type="date"
            value={answer.day}
            onChange={(day) => onAnswer({ is: 'shorten', day })}
          />
          <Link {...sheetOf(row)}>{t('checkUp.sheet')}</Link>
        </div>
      ) : null}
    </li>
  );
}

function useTitle({ kind, attribute, count, things }: CheckUpRow): string {
  const { t } = useTranslation();
  const first = things[0]?.text ?? '';
  const name =
    kind === 'attribute' && attribute !== null
      ? t(`attribute.kind.${attribute}` as 'attribute.kind.name')
      : first.charAt(0).toUpperCase() + first.slice(1);
  return count > 1 ? t('checkUp.andMore', { first: name, count: count - 1 }) : name;
}

/** What has changed since it was decided, and when it ends. */
function Facts({ row }: { row: CheckUpRow }): ReactNode {
  const { t, i18n } = useTranslation();
  const day = (at: string): string => fullDate(new Date(at), i18n.language);
  const { reach, used_at: used } = row;
  return (
    <>
      {reach === null ? null : (
        <p className={row.grown ? 'check-fact check-fact-grown' : 'check-fact'}>
          {row.grown
            ? t('checkUp.grown', { before: reach.before, count: reach.now, date: day(row.since) })
            : t('checkUp.reach', { count: reach.now, date: day(row.since) })}{' '}
          {reach.uncounted ? t('checkUp.uncounted') : null}
        </p>
      )}
      {row.unused ? (
        <p className="check-fact check-fact-grown">{t('checkUp.unused', { date: day(row.since) })}</p>
      ) : null}
      {used === null ? null : <p className="check-fact">{t('checkUp.used', { date: day(used) })}</p>}
      <p className="check-fact">
        <time dateTime={row.review_by}>{t('checkUp.ends', { date: day(row.review_by) })}</time>
      </p>
    </>
  );
}
