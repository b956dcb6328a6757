import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnThing, whoCanSee } from '../api/privacy.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Person } from '../ui/person.tsx';
import { SealSign } from '../ui/seal.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { History } from './history.tsx';
import { ThenField } from './then.tsx';
import { WhyOrWhyNot } from './why.tsx';
import './explain.css';

/** Who can see a thing of one's own and why; and whether a certain person can. */
export function WhoCanSee({ thing, onClose }: { thing: OwnThing; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [asked, setAsked] = useState<Account | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const answer = useInfiniteQuery({
    queryKey: [client.persona, 'who-can-see', thing, at],
    queryFn: ({ pageParam }) => whoCanSee(client, thing, pageParam, at),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  });
  const first = answer.data?.pages[0];
  const people = answer.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Sheet title={t(at === null ? 'explain.whoCanSee' : 'explain.whoCould')} isOpen onClose={onClose}>
      <ThenField at={at} onChange={setAt} />
      {answer.isPending ? <Skeleton /> : null}
      {answer.error === null ? null : <Failed error={answer.error} retry={() => answer.refetch()} />}
      {first === undefined ? null : (
        <>
          <p className="explain-sum">
            <SealSign broken={first.visitors} />
            <span>{first.text}</span>
          </p>
          {first.visitors ? (
            <p className="explain-wide">
              <Icon name="globe" />
              <span>{t('explain.visitors')}</span>
            </p>
          ) : null}
          {first.signed_in && !first.visitors ? (
            <p className="explain-wide">
              <Icon name="door" />
              <span>{t('explain.signedIn')}</span>
            </p>
          ) : null}
          {first.not_counted.map(({ text }) => (
            <p className="explain-wide" key={text}>
              <Icon name="none" />
              <span>{t('explain.notCounted', { who: text })}</span>
            </p>
          ))}
          <section aria-labelledby="ask-heading" className="explain-ask">
            <h3 id="ask-heading">{t('explain.ask')}</h3>
            <PersonSearch label={t('explain.person')} onFound={setAsked} without={[client.persona]} />
            {asked === null ? null : <WhyOrWhyNot thing={thing} account={asked} at={at} />}
          </section>
          {people.length === 0 ? null : (
            <ul className="people" aria-label={t('explain.these')}>
              {people.map(({ account, through }) => (
                <li key={account.id}>
                  <Person
                    account={account}
                    below={
                      through.length === 0 ? undefined : t('explain.through', { sets: through.join(', ') })
                    }
                  >
                    <Button size="small" look="quiet" onPress={() => setAsked(account)}>
                      {t('explain.why')}
                      <span className="visually-hidden"> {account.display_name}</span>
                    </Button>
                  </Person>
                </li>
              ))}
            </ul>
          )}
          {answer.hasNextPage ? (
            <Button onPress={() => answer.fetchNextPage()} isPending={answer.isFetchingNextPage}>
              {t('action.more')}
            </Button>
          ) : null}
        </>
      )}
      <History thing={thing} onThen={setAt} />
    </Sheet>
  );
}
