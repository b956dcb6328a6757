import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answers, answerCheckUp, type CheckUp, type CheckUpRow } from '../api/check-up.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { DecisionLine } from '../privacy/decision-line.tsx';
import { useDecided } from '../privacy/use-decided.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { type Answer, type Answered, answersOf, tallyOf } from './answer.ts';
import { checkUpQuery } from './queries.ts';
import { Row } from './row.tsx';
import '../privacy/privacy.css';
import './check-up.css';

/** What one decided and is to look at again: what goes on, what is changed, what ends. */
export function CheckUpScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(checkUpQuery(client));
  return (
    <Page title={t('checkUp.title')} intro={t('checkUp.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {/* What was said of rows goes with them. */}
      {data === undefined ? null : <Sheet key={`${data.etag} ${data.lately[0]?.id}`} checkUp={data} />}
    </Page>
  );
}

function Sheet({ checkUp }: { checkUp: CheckUp }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const [answered, setAnswered] = useState<Answered>(new Map());
  const [others, setOthers] = useState<Answers['others']>(null);
  const apply = useRef<HTMLDivElement>(null);
  const { due, total, grown, unused, lately } = checkUp;
  const tally = tallyOf(checkUp, answered, others);
  const said = tally.renew + tally.withdraw + tally.shorten;
  const answer = (row: string, one: Answer): void => setAnswered(new Map(answered).set(row, one));
  const all = (is: 'renew' | 'withdraw'): void => {
    setAnswered(new Map([...answered, ...due.map(({ row }): [string, Answer] => [row, { is }])]));
    setOthers(total > due.length ? is : null);
  };
  /** The next decision, or what makes all of them hold. */
  const next = (from: HTMLElement): void => {
    const rows = [...document.querySelectorAll<HTMLElement>('.check-row')];
    const following = rows[rows.indexOf(from) + 1];
    const place = following?.querySelector<HTMLElement>('input') ?? apply.current?.querySelector('button');
    // Once the button may be pressed.
    requestAnimationFrame(() => place?.focus());
  };
  const rows = (some: readonly CheckUpRow[]): ReactNode => (
    <ul className="check-rows">
      {some.map((row) => (
        <Row
          key={row.row}
          row={row}
          answer={answered.get(row.row) ?? null}
          onAnswer={(one) => answer(row.row, one)}
          onNext={next}
        />
      ))}
    </ul>
  );
  return (
    <div className="check-up">
      <section aria-labelledby="due-heading">
        <h2 id="due-heading">{t('checkUp.due', { count: total })}</h2>
        {due.length === 0 ? (
          <Empty icon="lock" title={t('checkUp.none')}>
            {t('checkUp.noneText')}
          </Empty>
        ) : (
          <>
            <p>{t('checkUp.dueText')}</p>
            <p className="check-keys">{t('checkUp.keys')}</p>
            <div className="rule-deeds">
              <Button size="small" onPress={() => all('renew')}>
                {t('checkUp.all.renew')}
              </Button>
              <Button size="small" onPress={() => all('withdraw')}>
                {t('checkUp.all.withdraw')}
              </Button>
            </div>
            {rows(due)}
            {total > due.length ? (
              <p className="check-fact">{t('checkUp.unseen', { count: total - due.length })}</p>
            ) : null}
          </>
        )}
      </section>
      {grown.length === 0 ? null : (
        <section aria-labelledby="grown-heading">
          <h2 id="grown-heading">{t('checkUp.grownTitle')}</h2>
          <p>{t('checkUp.grownText')}</p>
          {rows(grown)}
        </section>
      )}
      {unused.length === 0 ? null : (
        <section aria-labelledby="unused-heading">
          <h2 id="unused-heading">{t('checkUp.unusedTitle')}</h2>
          <p>{t('checkUp.unusedText')}</p>
          {rows(unused)}
        </section>
      )}
      {due.length + grown.length + unused.length === 0 ? null : (
        <div className="check-apply" ref={apply}>
          <p role="status">
            {said === 0
              ? t('checkUp.nothingSaid')
              : [
                  tally.renew === 0 ? null : t('checkUp.tally.renew', { count: tally.renew }),
                  tally.shorten === 0 ? null : t('checkUp.tally.shorten', { count: tally.shorten }),
                  tally.withdraw === 0 ? null : t('checkUp.tally.withdraw', { count: tally.withdraw }),
                  tally.open === 0 ? null : t('checkUp.tally.open', { count: tally.open }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
          </p>
          <Button
            look="primary"
            isPending={isBusy}
            isDisabled={said === 0}
            onPress={() =>
              act(() => answerCheckUp(client, answersOf(answered, others), checkUp.etag), {
                says: () => decided(t('checkUp.done')),
                touches: [[client.persona]],
              })
            }
          >
            {t('checkUp.apply')}
          </Button>
        </div>
      )}
      {lately.length === 0 ? null : (
        <section aria-labelledby="lately-heading">
          <h2 id="lately-heading">{t('checkUp.lately')}</h2>
          <ul className="rule-list">
            {lately.map((decision) => (
              <li key={decision.id} className="rule">
                <DecisionLine decision={decision} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
