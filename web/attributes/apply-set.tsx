import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttributeSet, applySet, previewSet, type SetChange } from '../api/attribute-sets.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useDecided } from '../privacy/use-decided.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';

/** What a set changes for whom, and then the change: all of it at once, or none of it. */
export function ApplySet({
  set,
  title,
  onClose,
}: {
  set: AttributeSet;
  title: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const { data, error, refetch } = useQuery({
    queryKey: [client.persona, 'attributes', 'preview', set.id],
    queryFn: () => previewSet(client, set.id),
    gcTime: 0,
  });
  const changes = data?.changes.filter(({ change, problem }) => change !== 'none' || problem !== null) ?? [];
  const touches = ['attributes', 'account', 'grants', 'who-can-see', 'badges'].map((part) => [
    client.persona,
    part,
  ]);
  const apply = async () => {
    const done = { touches, says: () => decided(t('sets.applied', { title })) };
    if (await act(() => applySet(client, set.id, data?.etag ?? ''), done)) onClose();
    // What is looked at is no longer so.
    else refetch();
  };
  return (
    <Sheet
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" onPress={apply} isPending={isBusy} isDisabled={changes.length === 0}>
          {t('sets.apply', { network: persona.network.title })}
        </Button>
      }
    >
      <p>{t('sets.previewText', { name: persona.display_name, network: persona.network.title })}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data !== undefined && changes.length === 0 ? <p>{t('sets.noChange')}</p> : null}
      <ul className="rule-list">
        {changes.map((change) => (
          <li key={change.attribute_id} className="rule">
            <Change change={change} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Change({ change }: { change: SetChange }): ReactNode {
  const { t } = useTranslation();
  const { now, next, problem, gain, lose } = change;
  return (
    <div className="set-change">
      <p>
        <strong>{t(`attribute.kind.${change.kind}` as 'attribute.kind.name')}</strong>{' '}
        <span className="tag">{t(`sets.change.${change.change}`)}</span>
      </p>
      <dl>
        <div>
          <dt>{t('sets.now')}</dt>
          <dd>
            <Shown showing={now} />
          </dd>
        </div>
        <div>
          <dt>{t('sets.then')}</dt>
          <dd>
            <Shown showing={next} />
          </dd>
        </div>
      </dl>
      {problem === null ? null : <p className="rule-note">{t(`sets.problem.${problem}`)}</p>}
      {gain === 0 && lose === 0 ? null : (
        <p className="control-now">
          {[
            gain === 0 ? '' : t('sets.gain', { count: gain }),
            lose === 0 ? '' : t('sets.lose', { count: lose }),
          ]
            .filter((text) => text !== '')
            .join(' ')}
        </p>
      )}
      {change.says_next === null ? null : <p className="control-now">{change.says_next}</p>}
    </div>
  );
}

function Shown({ showing }: { showing: SetChange['now'] }): ReactNode {
  const { t, i18n } = useTranslation();
  if (showing === null) return t('sets.notShown');
  return (
    <>
      {showing.shown} · <AudienceWords audience={showing.audience} />
      {showing.purpose === 'reading'
        ? null
        : ` · ${t(`attributes.purposes.${showing.purpose}.title` as 'attributes.purposes.reading.title')}`}
      {showing.until === null
        ? null
        : `, ${t('attributes.until', { date: fullDate(new Date(showing.until), i18n.language) })}`}
    </>
  );
}
