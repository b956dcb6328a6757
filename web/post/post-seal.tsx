import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { SealSign } from '../ui/seal.tsx';
import { answeredBy } from './answered-by.ts';

const WhoCanSee = lazy(() => import('../explain/who-can-see.tsx').then((m) => ({ default: m.WhoCanSee })));

/** A reply is never open by itself: it reaches no further than what it replies to. */
const isOpen = (post: Status): boolean =>
  answeredBy(post) === null && (post.visibility === 'public' || post.visibility === 'unlisted');

/**
 * The seal on a post: whole where it is for some, broken where anyone may read it. On one's own it says for whom, and
 * opens who can see it and why.
 */
export function PostSeal({ post }: { post: Status }): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  const [asking, setAsking] = useState(false);
  if (post.account.id !== persona.id) {
    const words = t(isOpen(post) ? 'post.open' : 'post.sealed');
    return (
      <span className="post-seal" title={words}>
        <SealSign broken={isOpen(post)} />
        <span className="visually-hidden">{words}</span>
      </span>
    );
  }
  const audience = post.waxseal?.audience;
  return (
    <>
      <AriaButton className="post-seal post-seal-own" onPress={() => setAsking(true)}>
        <SealSign broken={isOpen(post)} />
        <span className="post-seal-words">
          {audience === undefined ? (
            t('audience.atom.nobody')
          ) : (
            <AudienceWords audience={audience} inThread={answeredBy(post) !== null} />
          )}
        </span>
        <span className="visually-hidden">. {t('explain.whoCanSee')}</span>
      </AriaButton>
      {asking ? (
        <Suspense>
          <WhoCanSee thing={{ kind: 'post', id: post.id }} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
