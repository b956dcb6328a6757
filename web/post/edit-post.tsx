import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editPost, type PostSource, postSource } from '../api/posts.ts';
import type { ReachQuestion } from '../api/privacy.ts';
import type { Status } from '../api/types.ts';
import { GiveawayPanel } from '../giveaway/giveaway-panel.tsx';
import { useGiveaways } from '../giveaway/use-giveaways.ts';
import { LinkagePanel } from '../linkage/linkage-panel.tsx';
import { useLinkage } from '../linkage/use-linkage.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useForm } from '../ui/use-form.ts';
import { answeredBy } from './answered-by.ts';
import { useFreshPost } from './use-fresh-post.ts';
import type { WrittenIn } from './use-written-in.ts';

interface Edited extends WrittenIn {
  readonly post: Status;
  readonly onClose: () => void;
}

/** Changes the words of a post. For whom it is stays as it was. */
export function EditPost({ post, seat, onClose }: Edited): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const source = useQuery({
    queryKey: [client.persona, 'source', post.id, post.edited_at],
    queryFn: () => postSource(client, post.id, seat),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Sheet title={t('post.edit')} isOpen onClose={onClose}>
      {source.isPending ? <Skeleton rows={1} /> : null}
      {source.error === null ? null : <Failed error={source.error} retry={() => source.refetch()} />}
      {source.data === undefined ? null : (
        <EditForm
          post={post}
          {...(seat === undefined ? {} : { seat })}
          source={source.data}
          onClose={onClose}
        />
      )}
    </Sheet>
  );
}

function EditForm({ post, seat, source, onClose }: Edited & { readonly source: PostSource }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const showFresh = useFreshPost();
  const form = useForm(['status', 'spoiler_text']);
  const [text, setText] = useState(source.text);
  const [warning, setWarning] = useState(source.spoiler_text);
  const texts = { status: text, spoiler_text: warning };
  const question = placeOf(post);
  const giveaways = useGiveaways(texts, question);
  const linkage = useLinkage(`${warning}\n${text}`.trim(), question);
  const send = async () => {
    const looked = await Promise.all([giveaways.maySend(), linkage.maySend()]);
    if (looked.includes(false)) return;
    await editPost(client, post.id, { status: text, spoiler_text: warning }, source.etag, seat);
    await showFresh(post.id);
    onClose();
  };
  return (
    <Form state={form} onSubmit={send}>
      <Field
        label={t('composer.text')}
        name="status"
        value={text}
        onChange={setText}
        lines={5}
        isRequired
        autoFocus
      />
      <Field label={t('composer.warning')} name="spoiler_text" value={warning} onChange={setWarning} />
      <GiveawayPanel
        giveaways={giveaways}
        texts={texts}
        onChange={(field, changed) => (field === 'status' ? setText(changed) : setWarning(changed))}
        reach={question}
      />
      <LinkagePanel linkages={linkage.linkages} isAsking={linkage.isAsking && !giveaways.isAsking} />
      <Button look="primary" type="submit" isPending={form.isPending}>
        {t(giveaways.isAsking || linkage.isAsking ? 'giveaway.saveAnyway' : 'action.save')}
      </Button>
    </Form>
  );
}

/** For whom the post is, and where it stands, as far as its author was told. */
function placeOf(post: Status): ReachQuestion | undefined {
  const { waxseal } = post;
  const answered = answeredBy(post);
  if (waxseal?.audience === undefined) return undefined;
  return {
    audience: waxseal.audience,
    ...(answered === null ? {} : { reply_to: answered }),
    ...(waxseal.space ? { space: waxseal.space.id } : {}),
  };
}
