import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { AddTools } from './add-tools.tsx';
import { listQuery, ownersQuery } from './queries.ts';
import { ResourceList } from './resource-list.tsx';

/** What one shares, what those share for whom one acts, and what others share with one. */
export function FilesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: owners = [] } = useQuery(ownersQuery(client));
  const [whose, setWhose] = useState<string>(client.persona);
  const isShared = whose === 'shared';
  const { data, error, refetch } = useQuery(listQuery(client, isShared ? 'shared' : { owner: whose }));
  const options = [
    { value: client.persona, title: t('files.mine') },
    ...owners
      .filter(({ id }) => id !== client.persona)
      .map((owner) => ({ value: owner.id, title: faceOf(owner).display_name })),
    { value: 'shared', title: t('files.shared') },
  ];
  return (
    <Page title={t('nav.files')} intro={t('files.intro')}>
      <div className="file-bar">
        <Pick label={t('files.whose')} options={options} value={whose} onChange={setWhose} />
        {isShared ? null : <AddTools folder={null} owner={whose} />}
      </div>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={2} /> : null}
      {data?.length === 0 ? (
        <Empty icon="folder" title={t(isShared ? 'files.noneShared' : 'files.none')}>
          {isShared ? undefined : t('files.noneText')}
        </Empty>
      ) : null}
      {data === undefined || data.length === 0 ? null : <ResourceList resources={data} />}
    </Page>
  );
}
