import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataUse, listUses, USES, type UseForm } from '../api/uses.ts';
import { fullTime } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { byQuarter, type LearntGroup } from './learnt.ts';
import { GrantWords, useUseWords } from './use-words.tsx';
import './learnt.css';

/** What organisations have learnt with one's own data, in plain words: in numbers about many, and one by one. */
export function LearntScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page
      title={t('learnt.title')}
      intro={t('learnt.intro')}
      tools={<Link to="/privacy/uses">{t('uses.title')}</Link>}
    >
      <div className="learnt">
        <section aria-labelledby="learnt-numbers">
          <h2 id="learnt-numbers">{t('learnt.numbers')}</h2>
          <p>{t('learnt.numbersText')}</p>
          <InNumbers />
        </section>
        <section aria-labelledby="learnt-one">
          <h2 id="learnt-one">{t('learnt.one')}</h2>
          <p>{t('learnt.oneText')}</p>
          <OneByOne />
        </section>
        <section aria-labelledby="learnt-end">
          <h2 id="learnt-end">{t('learnt.end')}</h2>
          <p>{t('learnt.endText')}</p>
          <p>
            <Link to="/privacy/processing">{t('learnt.change')}</Link> ·{' '}
            <Link to="/grants">{t('privacy.everything')}</Link>
          </p>
        </section>
      </div>
    </Page>
  );
}

function useUses(form: UseForm) {
  const { client } = useSpeaking();
  return useInfiniteQuery({
    queryKey: [client.persona, 'uses', form],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => listUses(client, pageParam, form),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: readonly DataUse[]) => (last.length < USES ? undefined : last.at(-1)?.id),
  });
}

function InNumbers(): ReactNode {
  const { t } = useTranslation();
  const query = useUses('counted');
  const uses = query.data?.pages.flat();
  return (
    <OlderList
      query={query}
      items={uses === undefined ? undefined : byQuarter(uses)}
      none={{ title: t('learnt.nothing'), text: t('learnt.nothingText') }}
      keyOf={({ key }) => key}
    >
      {(group) => <Quarter group={group} />}
    </OlderList>
  );
}

function Quarter({ group: { quarter, organisation, uses } }: { group: LearntGroup }): ReactNode {
  const { t } = useTranslation();
  const words = useUseWords();
  return (
    <div className="learnt-group">
      <h3>{t('learnt.group', { organisation: organisation.display_name, quarter })}</h3>
      <p>
        {t('learnt.counted', { count: uses.length })}{' '}
        <Link to="/organisations/$id/processing" params={{ id: organisation.id }}>
          {t('notice.heading', { organisation: organisation.display_name })}
        </Link>
      </p>
      <ul>
        {uses.map((use) => (
          <li key={use.id}>
            {words.asked(use)} {words.told(use)}
            <WhenAndBy use={use} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OneByOne(): ReactNode {
  const { t } = useTranslation();
  const words = useUseWords();
  const query = useUses('one-by-one');
  return (
    <OlderList
      query={query}
      items={query.data?.pages.flat()}
      none={{ title: t('learnt.nobody'), text: t('learnt.nobodyText') }}
      keyOf={({ id }) => id}
    >
      {(use) => (
        <div className="rule-words">
          <span>
            <strong>{words.who(use)}</strong> {words.did(use)}
          </span>
          <WhenAndBy use={use} />
        </div>
      )}
    </OlderList>
  );
}

/** When it was, for what, and by which grants. */
function WhenAndBy({ use }: { use: DataUse }): ReactNode {
  const { i18n } = useTranslation();
  const words = useUseWords();
  return (
    <>
      <small>
        <time dateTime={use.at}>{fullTime(new Date(use.at), i18n.language)}</time>
        {' · '}
        {words.purpose(use.purpose)}
      </small>
      {use.grants.map((grant) => (
        <small key={grant.id}>
          <GrantWords grant={grant} />
        </small>
      ))}
    </>
  );
}
