import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { deleteResource, type Resource } from '../api/resources.ts';
import { Lost } from '../app/lost.tsx';
import { WhoCanSee } from '../explain/who-can-see.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { AddTools } from './add-tools.tsx';
import { Comments } from './comments.tsx';
import { EditResource } from './edit-resource.tsx';
import { MoveResource } from './move-resource.tsx';
import { filesKey, listQuery, resourceQuery } from './queries.ts';
import { ResourceDeeds } from './resource-deeds.tsx';
import { ResourceList } from './resource-list.tsx';
import { Save } from './save.tsx';
import { SharingSheet } from './sharing-sheet.tsx';
import { sizeText } from './size.ts';

/** One folder with what is in it, or one file, link, page or app. */
export function ResourceScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/files/$id' });
  const { data: resource, error, refetch } = useQuery(resourceQuery(client, id));
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('files.one')} />;
  return (
    <Page
      title={t(resource === undefined ? 'files.one' : `files.kind.${resource.kind}`)}
      heading={resource?.title ?? t('files.one')}
      tools={resource === undefined ? undefined : <Tools resource={resource} />}
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {resource === undefined ? error === null ? <Skeleton /> : null : <Shown resource={resource} />}
      {resource === undefined || resource.kind === 'folder' ? null : <Comments resource={resource} />}
    </Page>
  );
}

function Tools({ resource }: { resource: Resource }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'share' | 'edit' | 'move' | 'delete' | 'who' | null>(null);
  const close = () => setOpen(null);
  const isMine = resource.owner?.id === client.persona;
  return (
    <>
      {resource.can.manage ? (
        <Button icon="people" onPress={() => setOpen('share')}>
          {t('files.share')}
        </Button>
      ) : null}
      {isMine ? (
        <Button look="quiet" icon="eye" onPress={() => setOpen('who')}>
          {t('explain.whoCanSee')}
        </Button>
      ) : null}
      {resource.can.edit ? (
        <Button look="quiet" icon="pen" onPress={() => setOpen('edit')}>
          {t('files.edit')}
        </Button>
      ) : null}
      {resource.can.manage && resource.owner !== null ? (
        <Button look="quiet" icon="folder" onPress={() => setOpen('move')}>
          {t('files.move')}
        </Button>
      ) : null}
      {resource.can.manage ? (
        <Button look="quiet" icon="trash" onPress={() => setOpen('delete')}>
          {t('files.delete')}
        </Button>
      ) : null}
      {open === 'share' ? <SharingSheet resource={resource} onClose={close} /> : null}
      {open === 'edit' ? <EditResource resource={resource} onClose={close} /> : null}
      {open === 'move' && resource.owner !== null ? (
        <MoveResource resource={resource} owner={resource.owner.id} onClose={close} />
      ) : null}
      {open === 'who' ? <WhoCanSee thing={{ kind: 'resource', id: resource.id }} onClose={close} /> : null}
      <Confirm
        isOpen={open === 'delete'}
        title={t('files.deleteTitle', { title: resource.title })}
        action={t('files.delete')}
        onClose={close}
        onConfirm={async () => {
          const gone = await act(() => deleteResource(client, resource.id), { says: t('files.gone') });
          if (!gone) return;
          const [folder] = resource.folders;
          await (folder === undefined
            ? navigate({ to: '/files' })
            : navigate({ to: '/files/$id', params: { id: folder.id } }));
          await act(() => Promise.resolve(), { touches: [filesKey(client.persona)] });
        }}
      >
        {t('files.deleteText')}
      </Confirm>
    </>
  );
}

function Shown({ resource }: { resource: Resource }): ReactNode {
  const { t, i18n } = useTranslation();
  const { file } = resource;
  const facts = [
    t(`files.kind.${resource.kind}`),
    t(`files.labels.${resource.label}`),
    ...(file === null ? [] : [sizeText(file.bytes, i18n.language)]),
    ...(resource.owner === null ? [] : [t('files.by', { name: faceOf(resource.owner).display_name })]),
  ];
  return (
    <div className="file-shown">
      <nav aria-label={t('files.path')} className="file-path">
        <Link to="/files">{t('files.top')}</Link>
        {resource.folders.toReversed().map((folder) => (
          <Link key={folder.id} to="/files/$id" params={{ id: folder.id }}>
            {folder.title}
          </Link>
        ))}
      </nav>
      <p className="file-facts">{facts.join(' · ')}</p>
      {resource.description === '' ? null : <p className="file-text">{resource.description}</p>}
      {file?.picture_url ? (
        <img className="file-picture" src={new URL(file.picture_url).pathname} alt={resource.title} />
      ) : null}
      {resource.kind === 'page' ? <p className="file-text">{resource.text}</p> : null}
      {resource.url === null ? null : (
        <a className="file-link" href={resource.url} rel="noreferrer noopener" target="_blank">
          {resource.url}
        </a>
      )}
      {resource.can.download ? <Save kind="resource" id={resource.id} /> : null}
      {resource.kind === 'folder' ? <Folder resource={resource} /> : <ResourceDeeds resource={resource} />}
    </div>
  );
}

function Folder({ resource }: { resource: Resource }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(listQuery(client, { folder: resource.id }));
  return (
    <>
      {resource.can.edit ? (
        <AddTools folder={resource.id} owner={resource.owner?.id ?? client.persona} />
      ) : null}
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={2} /> : null}
      {data?.length === 0 ? <Empty icon="folder" title={t('files.none')} /> : null}
      {data === undefined || data.length === 0 ? null : <ResourceList resources={data} />}
    </>
  );
}
