import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeskName, type Outcome, QUEUES, readFiguresFile } from '../api/desk.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { figuresQuery } from './queries.ts';

const outcomes: readonly Outcome[] = ['sent', 'asked', 'no', 'capped', 'absent', 'unsigned'];

/** What the desk did in thirty days. Of members it says nothing. */
export function FiguresSheet({ desk, onClose }: { desk: DeskName; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { data: figures, error } = useQuery(figuresQuery(client, desk));
  const save = async () => saveFile(`desk-${desk.function}.csv`, await readFiguresFile(client, desk));
  return (
    <Sheet title={t('desk.figures')} isOpen onClose={onClose}>
      {figures === undefined ? (
        error === null ? (
          <Skeleton rows={2} />
        ) : (
          <Failed error={error} />
        )
      ) : (
        <>
          <p className="field-hint">{t('desk.figuresOf', { count: figures.days })}</p>
          <dl className="desk-figures">
            {QUEUES.map((queue) => (
              <Figure key={queue} name={t(`desk.queue.${queue}`)} value={String(figures.queues[queue])} />
            ))}
            <Figure name={t('desk.begun')} value={String(figures.begun)} />
            <Figure name={t('desk.answered')} value={String(figures.answered)} />
            <Figure
              name={t('desk.median')}
              value={
                figures.median_first_answer_seconds === null
                  ? '–'
                  : t('desk.minutes', { count: Math.round(figures.median_first_answer_seconds / 60) })
              }
            />
            {outcomes.map((outcome) => (
              <Figure
                key={outcome}
                name={t(`desk.tally.${outcome}`)}
                value={String(figures.outbound[outcome])}
              />
            ))}
          </dl>
          <Button icon="download" isPending={isBusy} onPress={() => act(save, {})}>
            {t('desk.csv')}
          </Button>
        </>
      )}
    </Sheet>
  );
}

const Figure = ({ name, value }: { name: string; value: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
