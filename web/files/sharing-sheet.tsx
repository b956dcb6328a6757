import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeResource, endSharing, type Resource, shareWith } from '../api/resources.ts';
import { AudiencePicker } from '../audience/audience-picker.tsx';
import { draftOf, toJson } from '../audience/draft.ts';
import { endOfDay, fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { SealSign } from '../ui/seal.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAction } from '../ui/use-action.ts';
import { filesKey, sharingQuery } from './queries.ts';

const MAY = ['reply', 'reshare', 'quote', 'download', 'edit'] as const;
type May = (typeof MAY)[number];

/** As of posts: whoever sees it may comment on it, and have its bytes. */
const USUAL: readonly May[] = ['reply', 'download'];

/** Bytes are of files, and of what lies in folders. */
const fits = (action: May, { kind }: Resource): boolean =>
  action !== 'download' || kind === 'file' || kind === 'folder';

/** Who may do what with a thing of one's own, until when. */
export function SharingSheet({ resource, onClose }: { resource: Resource; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const touches = [filesKey(client.persona), [client.persona, 'grants']];
  const isOwn = resource.sharing === 'own';
  const setSharing = (sharing: 'own' | 'folder') =>
    act(() => changeResource(client, resource.id, { sharing }), { says: t('files.changed'), touches });
  return (
    <Sheet title={t('files.shareTitle', { title: resource.title })} isOpen onClose={onClose}>
      {resource.folders.length === 0 ? null : (
        <div className="file-inherit">
          <p>{t(isOwn ? 'files.bySelf' : 'files.asFolder')}</p>
          <Button size="small" isDisabled={isBusy} onPress={() => setSharing(isOwn ? 'folder' : 'own')}>
            {t(isOwn ? 'files.folderList' : 'files.ownList')}
          </Button>
        </div>
      )}
      {isOwn ? <OwnSharing resource={resource} /> : null}
    </Sheet>
  );
}

function OwnSharing({ resource }: { resource: Resource }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { data, error, refetch } = useQuery(sharingQuery(client, resource.id));
  const [draft, setDraft] = useState(() => draftOf());
  const possible = MAY.filter((action) => fits(action, resource));
  const [may, setMay] = useState<readonly May[]>(() => USUAL.filter((action) => fits(action, resource)));
  const [until, setUntil] = useState('');
  const touches = [filesKey(client.persona), [client.persona, 'grants']];
  const give = () =>
    act(
      () =>
        shareWith(client, resource.id, {
          actions: ['see', ...may],
          audience: toJson(draft),
          until: endOfDay(until),
        }),
      { says: t('files.given'), touches },
    ).then((done) => (done ? setDraft(draftOf()) : undefined));
  return (
    <>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={1} /> : null}
      {data?.length === 0 ? (
        <p className="file-sealed">
          <SealSign broken={false} />
          <span>{t('files.alone')}</span>
        </p>
      ) : null}
      {data === undefined || data.length === 0 ? null : (
        <ul className="file-grants" aria-label={t('files.who')}>
          {data.map((grant) => (
            <li key={grant.id}>
              <span>
                <strong>{grant.audience_text}</strong>{' '}
                <span className="file-facts">
                  {t('grants.may', {
                    actions: grant.actions
                      .map((one) => t(`grants.action.${one}` as 'grants.action.see'))
                      .join(', '),
                  })}
                  {grant.until === null
                    ? ''
                    : ` · ${t('files.untilDate', { date: fullDate(new Date(grant.until), i18n.language) })}`}
                </span>
              </span>
              <Button
                size="small"
                aria-label={`${t('files.end')}: ${grant.audience_text}`}
                onPress={() =>
                  act(() => endSharing(client, resource.id, grant.id), { says: t('files.ended'), touches })
                }
              >
                {t('files.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className="file-give">
        <legend>{t('files.audience')}</legend>
        <AudiencePicker draft={draft} onChange={setDraft} />
      </fieldset>
      <Toggles
        label={t('files.may')}
        value={may}
        onChange={setMay}
        choices={possible.map((value) => ({ value, title: t(`files.allow.${value}`) }))}
      />
      <Field
        label={t('files.until')}
        type="date"
        value={until}
        onChange={setUntil}
        hint={t('files.untilHint')}
      />
      {/* Not disabled while nobody is chosen: it would lose the focus once it has shared, and the server says why. */}
      <Button look="primary" isPending={isBusy} onPress={give}>
        {t('files.give')}
      </Button>
    </>
  );
}
