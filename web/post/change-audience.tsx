import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePostAudience, showPostInSeat } from '../api/posts.ts';
import type { Status } from '../api/types.ts';
import { AudienceSheet } from '../audience/audience-sheet.tsx';
import { draftOf, fromJson, toJson } from '../audience/draft.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useDecided } from '../privacy/use-decided.ts';
import { Button } from '../ui/button.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { answeredBy } from './answered-by.ts';
import { useFreshPost } from './use-fresh-post.ts';
import type { WrittenIn } from './use-written-in.ts';

interface Changed extends WrittenIn {
  readonly post: Status;
  readonly onClose: () => void;
}

/** Narrows or widens whom a post is for. It holds from the moment that it is saved, in every open feed. */
export function ChangeAudience({ post, seat, onClose }: Changed): ReactNode {
  const { client } = useSpeaking();
  const isIts = seat !== undefined;
  // For whom it is was told to its author, the organisation.
  const { data: its } = useQuery({
    queryKey: [client.persona, 'as its author', post.id],
    queryFn: () => showPostInSeat(client, post.id, seat ?? ''),
    enabled: isIts,
    staleTime: 0,
    gcTime: 0,
  });
  const shown = isIts ? its : post;
  return shown === undefined ? null : (
    <ChangeIts post={shown} {...(isIts ? { seat } : {})} onClose={onClose} />
  );
}

function ChangeIts({ post, seat, onClose }: Changed): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const showFresh = useFreshPost();
  const errorText = useErrorText();
  const decided = useDecided();
  const answered = answeredBy(post);
  const given = post.waxseal?.audience;
  const [draft, setDraft] = useState(() => (given === undefined ? null : fromJson(given)) ?? draftOf());
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await changePostAudience(client, post.id, toJson(draft), seat);
      await showFresh(post.id);
      queries.invalidateQueries({ queryKey: [client.persona, 'who-can-see'] });
      decided(t('post.audienceChanged'));
      onClose();
    } catch (error) {
      complain(errorText(error));
      setSaving(false);
    }
  };
  return (
    <AudienceSheet
      title={t('audience.change')}
      isOpen
      draft={draft}
      onChange={setDraft}
      onClose={onClose}
      about={
        seat === undefined
          ? {
              ...(answered === null ? {} : { reply_to: answered }),
              ...(post.waxseal?.space ? { space: post.waxseal.space.id } : {}),
            }
          : null
      }
      action={
        <Button look="primary" onPress={save} isPending={saving}>
          {t('action.save')}
        </Button>
      }
    />
  );
}
