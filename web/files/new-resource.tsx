import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { makeResource } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ResourceForm } from './resource-form.tsx';

export type NewKind = 'folder' | 'page' | 'link' | 'app';

/** Makes a folder, a page, a link or an app. */
export function NewResource({
  kind,
  folder,
  owner,
  onClose,
}: {
  kind: NewKind;
  folder: string | null;
  owner: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const has = { url: kind === 'link' || kind === 'app', text: kind === 'page', label: true };
  return (
    <ResourceForm
      sheet={t(`files.newTitle.${kind}`)}
      action={t('files.make')}
      words={{ title: '', description: '', url: 'https://', text: '', label: 'public' }}
      has={has}
      done={t(folder === null ? 'files.made' : 'files.madeIn')}
      onClose={onClose}
      onSend={({ title, description, label, url, text }) =>
        makeResource(client, {
          kind,
          title,
          description,
          label,
          ...(has.url ? { url } : {}),
          ...(has.text ? { text } : {}),
          ...(folder === null ? { owner } : { folder }),
        })
      }
    />
  );
}
