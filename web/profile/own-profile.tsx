import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownAccount, updateOwnAccount } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { PostList } from '../feed/post-list.tsx';
import { GiveawayPanel } from '../giveaway/giveaway-panel.tsx';
import { useGiveaways } from '../giveaway/use-giveaways.ts';
import { LinkagePanel } from '../linkage/linkage-panel.tsx';
import { useLinkage } from '../linkage/use-linkage.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { presenceQuery } from '../privacy/queries.ts';
import { personasQuery } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useForm } from '../ui/use-form.ts';
import { ProfileCounts } from './profile-counts.tsx';
import { ProfileHead } from './profile-head.tsx';
import '../feed/feed.css';

/** One's own persona, as its owner sees it; "view as" shows it through others' eyes. */
export function OwnProfileScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [editing, setEditing] = useState(false);
  const {
    data: account,
    error,
    refetch,
  } = useQuery({
    queryKey: [client.persona, 'account', 'own'],
    queryFn: () => ownAccount(client),
  });
  return (
    <Page title={t('nav.profile')} hideHeading>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {account === undefined ? (
        error === null ? (
          <Skeleton />
        ) : null
      ) : (
        <>
          <ProfileHead account={account} attributes={account.waxseal?.attributes ?? []}>
            <Button icon="pen" onPress={() => setEditing(true)}>
              {t('profile.edit')}
            </Button>
            <Link to="/attributes" className="button button-plain button-usual">
              <Icon name="key" />
              <span>{t('nav.attributes')}</span>
            </Link>
            <Link to="/view-as" className="button button-plain button-usual">
              <Icon name="eye" />
              <span>{t('nav.viewAs')}</span>
            </Link>
          </ProfileHead>
          <ProfileCounts account={account} />
          <PostList
            list={{ of: 'account', account: client.persona }}
            empty={<Empty icon="pen" title={t('profile.noOwnPosts')} />}
          />
          {editing ? <EditProfile account={account} onClose={() => setEditing(false)} /> : null}
        </>
      )}
    </Page>
  );
}

function EditProfile({ account, onClose }: { account: Account; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['display_name', 'note']);
  const [name, setName] = useState(account.display_name);
  const [note, setNote] = useState(account.source?.note ?? '');
  const { data: presence } = useQuery(presenceQuery(client));
  const texts = { status: note, spoiler_text: name };
  const question = presence === undefined ? undefined : { audience: presence.see };
  const giveaways = useGiveaways(texts, question);
  const linkage = useLinkage(note, question, name);
  const send = async () => {
    const looked = await Promise.all([giveaways.maySend(), linkage.maySend()]);
    if (looked.includes(false)) return;
    await updateOwnAccount(client, { display_name: name, note });
    queries.invalidateQueries({ queryKey: personasQuery.queryKey });
    queries.invalidateQueries({ queryKey: [client.persona] });
    onClose();
  };
  return (
    <Sheet title={t('profile.edit')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field label={t('persona.name')} name="display_name" value={name} onChange={setName} isRequired />
        <Field label={t('persona.note')} name="note" value={note} onChange={setNote} lines={4} />
        <GiveawayPanel
          giveaways={giveaways}
          texts={texts}
          onChange={(field, changed) => (field === 'status' ? setNote(changed) : setName(changed))}
          reach={question}
        />
        <LinkagePanel linkages={linkage.linkages} isAsking={linkage.isAsking && !giveaways.isAsking} />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t(giveaways.isAsking || linkage.isAsking ? 'giveaway.saveAnyway' : 'action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
