import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Change, listHistory, type OwnThing } from '../api/privacy.ts';
import { fullTime, listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';

/** How whom a thing is for has changed, and who could see it after each change. */
export function History({ thing, onThen }: { thing: OwnThing; onThen: (at: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data = [] } = useQuery({
    queryKey: [client.persona, 'history', thing],
    queryFn: () => listHistory(client, thing),
    staleTime: 0,
  });
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="history-heading" className="explain-history">
      <h3 id="history-heading">{t('explain.history')}</h3>
      <ol>
        {data.map((change) => (
          <li key={change.at}>
            <ChangeLine change={change} onThen={onThen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChangeLine({ change, onThen }: { change: Change; onThen: (at: string) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const when = fullTime(new Date(change.at), i18n.language);
  const words = (grants: Change['given']): string =>
    listText(
      grants.map(({ actions, audience_text: audience }) =>
        actions.includes('see') ? audience : t('explain.toAct', { act: actions.join(', '), audience }),
      ),
      'and',
      i18n.language,
    );
  return (
    <>
      <span>
        <time dateTime={change.at}>{when}</time>
        {change.given.length === 0 ? null : (
          <small>{t('explain.given', { words: words(change.given) })}</small>
        )}
        {change.ended.length === 0 ? null : (
          <small>{t('explain.ended', { words: words(change.ended) })}</small>
        )}
      </span>
      <Button size="small" look="quiet" onPress={() => onThen(change.at)}>
        {t('explain.whoThen')}
        <span className="visually-hidden"> {when}</span>
      </Button>
    </>
  );
}
