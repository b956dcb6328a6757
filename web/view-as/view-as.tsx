import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { viewAs } from '../api/privacy.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { ThenField } from '../explain/then.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { PostBody } from '../post/post-body.tsx';
import { AttributeList, ProfileHead } from '../profile/profile-head.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Choices } from '../ui/choices.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import './view-as.css';

type As = 'public' | 'stranger' | 'person';

/** One's own profile and posts through somebody else's eyes. */
export function ViewAsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [as, setAs] = useState<As>('public');
  const [person, setPerson] = useState<Account | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const who = as === 'person' ? (person?.id ?? null) : as;
  return (
    <Page title={t('nav.viewAs')} intro={t('viewAs.intro')}>
      <div className="view-as-choice">
        <Choices
          label={t('viewAs.as')}
          value={as}
          onChange={setAs}
          choices={[
            { value: 'public', title: t('viewAs.public.title'), text: t('viewAs.public.text') },
            { value: 'stranger', title: t('viewAs.stranger.title'), text: t('viewAs.stranger.text') },
            { value: 'person', title: t('viewAs.person.title'), text: t('viewAs.person.text') },
          ]}
        />
        {as === 'person' ? (
          <PersonSearch label={t('viewAs.whom')} onFound={setPerson} without={[client.persona]} />
        ) : null}
        <ThenField at={at} onChange={setAt} />
      </div>
      {who === null ? null : (
        <Seen
          key={`${who} ${at}`}
          as={who}
          at={at}
          name={as === 'person' && person !== null ? faceOf(person).display_name : null}
        />
      )}
    </Page>
  );
}

function Seen({ as, at, name }: { as: string; at: string | null; name: string | null }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery({
    queryKey: [client.persona, 'view-as', as, at],
    queryFn: () => viewAs(client, as, at),
    staleTime: 0,
  });
  const eyes = name ?? t(`viewAs.${as === 'public' ? 'public' : 'stranger'}.title`);
  return (
    <section className="seen" aria-label={t('viewAs.through', { name: eyes })}>
      <p className="seen-band" role="status">
        <Icon name="eye" />
        <span>
          {t('viewAs.through', { name: eyes })} {data?.text}
        </span>
      </p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : data.account === null ? (
        <>
          <Empty icon="none" title={t('viewAs.noProfile')}>
            {t('viewAs.noProfileText')}
          </Empty>
          <div className="padded">
            <AttributeList attributes={data.attributes} />
          </div>
        </>
      ) : (
        <ProfileHead account={data.account} attributes={data.attributes} />
      )}
      {data === undefined ? null : data.posts.length === 0 ? (
        <p className="seen-none">{t('viewAs.noPosts')}</p>
      ) : (
        <ol className="posts">
          {data.posts.map((post) => (
            <li key={post.id} className="post">
              <PostBody post={post} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
