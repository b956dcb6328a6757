import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ENGAGEMENT_PURPOSES, FUNCTIONS } from '../api/business.ts';
import { askUnseen } from '../api/insight.ts';
import { FunctionPick } from '../organisations/function-pick.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Pick } from '../ui/pick.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { answersKey, unseenKey, unseenQuery } from './queries.ts';
import { UnseenPanel } from './unseen-panel.tsx';
import { useInsightWords, WHAT } from './words.ts';

/** A question of how many members let one's organisation do something. To choose costs nothing; to ask does. */
export function AskPanel({
  organisation,
  functions,
}: {
  organisation: string;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useInsightWords();
  const choice = functions.length === 0 ? FUNCTIONS : functions;
  const [chosen, choose] = useState<string>(choice[0] ?? 'marketing');
  const [what, setWhat] = useState<string>('posts');
  const [purpose, setPurpose] = useState<string>('aggregation');
  const asked = { function: chosen, what, purpose: what === 'contact' ? chosen : purpose };
  const { data: unseen, error, refetch } = useQuery(unseenQuery(client, organisation, asked));
  const touches = [
    [client.persona, 'budget', organisation],
    answersKey(client, organisation),
    unseenKey(client, organisation),
  ];
  const isTold = unseen !== undefined && unseen.lets !== null;
  return (
    <section className="panel" aria-labelledby="ask-heading">
      <h2 id="ask-heading">{t('insight.ask.title')}</h2>
      <p>{t('insight.ask.text')}</p>
      <div className="insight-fields">
        <FunctionPick label={t('insight.ask.function')} functions={choice} value={chosen} onChange={choose} />
        <Pick
          label={t('insight.ask.what')}
          options={WHAT.map((value) => ({ value: value as string, title: t(`insight.what.${value}`) }))}
          value={what}
          onChange={setWhat}
        />
        {what === 'contact' ? null : (
          <Pick
            label={t('insight.ask.purpose')}
            options={ENGAGEMENT_PURPOSES.map((value) => ({
              value: value as string,
              title: words.purpose(value),
            }))}
            value={purpose}
            onChange={setPurpose}
          />
        )}
      </div>
      {functions.length === 0 ? (
        <p className="record-soft">{t('insight.ask.experts')}</p>
      ) : (
        <Button
          look="primary"
          isPending={isBusy}
          isDisabled={unseen === undefined || !unseen.open_now || isTold}
          onPress={() => act(() => askUnseen(client, organisation, asked), { touches })}
        >
          {t(isTold ? 'insight.ask.told' : 'insight.ask.button')}
        </Button>
      )}
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {unseen === undefined && error === null ? <Skeleton rows={1} /> : null}
      {unseen === undefined ? null : <UnseenPanel unseen={unseen} />}
    </section>
  );
}
