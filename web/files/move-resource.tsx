import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeResource, type Resource } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { filesKey, listQuery } from './queries.ts';

interface Place {
  readonly id: string;
  readonly title: string;
}

/** Puts a thing into another folder of its owner's, which one goes through as one would to look into it. */
export function MoveResource({
  resource,
  onClose,
  owner,
}: {
  resource: Resource;
  onClose: () => void;
  owner: string;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  /** The way to where one looks, the outermost first. */
  const [way, setWay] = useState<readonly Place[]>([]);
  const here = way.at(-1);
  const where = here === undefined ? { owner } : { folder: here.id };
  const { data, error, refetch } = useQuery(listQuery(client, where));
  const folders = (data ?? []).filter(({ id, kind }) => kind === 'folder' && id !== resource.id);
  const isThere = (resource.folders[0]?.id ?? null) === (here?.id ?? null);
  const move = async () => {
    const moved = await act(() => changeResource(client, resource.id, { folder: here?.id ?? null }), {
      says: t('files.moved'),
      touches: [filesKey(client.persona)],
    });
    if (moved) onClose();
  };
  return (
    <Sheet title={t('files.moveTitle', { title: resource.title })} isOpen onClose={onClose}>
      <nav aria-label={t('files.moveWay')} className="file-deeds">
        {[undefined, ...way].map((place, depth) => (
          <Button
            key={place?.id ?? 'top'}
            size="small"
            look="quiet"
            onPress={() => setWay(way.slice(0, depth))}
          >
            {place?.title ?? t('files.top')}
          </Button>
        ))}
      </nav>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={1} /> : null}
      {data === undefined ? null : folders.length === 0 ? (
        <p className="file-facts">{t('files.noFolders')}</p>
      ) : (
        <ul className="file-list" aria-label={t('files.foldersHere')}>
          {folders.map(({ id, title }) => (
            <li key={id}>
              <Button look="quiet" onPress={() => setWay([...way, { id, title }])}>
                <Icon name="folder" /> {title}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="file-facts">{t('files.moveText')}</p>
      <Button look="primary" isDisabled={isThere} isPending={isBusy} onPress={move}>
        {t('files.moveHere', { folder: here?.title ?? t('files.top') })}
      </Button>
    </Sheet>
  );
}
