import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerCsv, type ToldAnswer } from '../api/insight.ts';
import { epsilonText } from '../i18n/format.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { Chart } from './chart.tsx';
import { type Point, pointOf } from './points.ts';
import type { ToldQuestion } from './told.ts';
import { useInsightWords } from './words.ts';

/** One question: what was told last, how it went before, and both as files. */
export function ToldItem({ organisation, told }: { organisation: string; told: ToldQuestion }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useInsightWords();
  const { latest, answers } = told;
  const name = `answer-${latest.what}-${latest.asked_at.slice(0, 10)}`;
  const [counts] = latest.parts;
  return (
    <div className="insight-answer">
      <h3>{latest.question_text}</h3>
      <ToldChart told={told} />
      <p className="record-soft">
        {t('insight.told.noise', {
          at: words.time(latest.asked_at),
          sigma: counts?.sigma ?? 0,
          epsilon: epsilonText(latest.noise.epsilon, i18n.language),
          delta: latest.noise.delta,
          count: latest.minimum,
        })}
        {latest.parts.length < 2 ? null : ` ${t('insight.told.kinds', { count: latest.parts.length - 1 })}`}
        {latest.under_draft ? ` ${t('insight.told.draft')}` : null}
        {answers.length < 2 ? null : ` ${t('insight.told.times', { count: answers.length })}`}
      </p>
      <div className="record-deeds">
        <Button
          size="small"
          icon="download"
          isPending={isBusy}
          onPress={() =>
            act(async () => saveFile(`${name}.csv`, await answerCsv(client, organisation, latest.id)), {})
          }
        >
          {t('records.csv')}
          <span className="visually-hidden"> {latest.question_text}</span>
        </Button>
        <Button
          size="small"
          icon="download"
          onPress={() => saveFile(`${name}.json`, JSON.stringify(latest, null, 1))}
        >
          {t('records.json')}
          <span className="visually-hidden"> {latest.question_text}</span>
        </Button>
      </div>
    </div>
  );
}

/** A single number day by day; a table as it was told last. */
function ToldChart({ told: { latest, answers } }: { told: ToldQuestion }): ReactNode {
  const { t } = useTranslation();
  const words = useInsightWords();
  const numbers = latest.parts[0]?.numbers ?? [];
  const untold = t('chart.fewer', { count: latest.minimum });
  const unit = latest.of === 'parts' ? t('insight.told.parts') : t('insight.unseen.members');
  const common = { unit, untold };
  if (numbers.length > 1) {
    const points = numbers.map((one, n) => pointOf(labelOf(latest, n, t('exports.anyOther')), one));
    return (
      <Chart
        title={t('insight.told.last')}
        kind="bars"
        points={points}
        of={t('insight.told.of')}
        {...common}
      />
    );
  }
  const days: Point[] = answers.toReversed().flatMap((answer) => {
    const one = answer.parts[0]?.numbers[0];
    return one === undefined
      ? []
      : [
          {
            ...pointOf(words.shortDay(answer.asked_at, latest.asked_at), one),
            at: Date.parse(answer.asked_at),
          },
        ];
  });
  const isSeries = days.length > 1;
  return (
    <Chart
      title={t(isSeries ? 'insight.told.days' : 'insight.told.last')}
      kind={isSeries ? 'series' : 'bars'}
      points={days}
      of={t('insight.told.day')}
      {...common}
    />
  );
}

/** Of what a cell is; where the question doesn't say, its number. */
const labelOf = ({ what, parts }: ToldAnswer, n: number, anyOther: string): string =>
  parts[0]?.numbers[n]?.label ?? (what === 'export' ? anyOther : String(n + 1));
