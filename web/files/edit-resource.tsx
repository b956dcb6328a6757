import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeResource, type Resource } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ResourceForm } from './resource-form.tsx';

/** Changes the words of a resource as they were when one began, and for its owner its label. */
export function EditResource({ resource, onClose }: { resource: Resource; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [etag] = useState(resource.etag);
  const { title, description, label } = resource;
  const has = { url: resource.url !== null, text: resource.kind === 'page', label: resource.can.manage };
  return (
    <ResourceForm
      sheet={t('files.edit')}
      action={t('action.save')}
      words={{ title, description, url: resource.url ?? '', text: resource.text ?? '', label }}
      has={has}
      done={t('files.changed')}
      onClose={onClose}
      onSend={(words) =>
        changeResource(
          client,
          resource.id,
          {
            title: words.title,
            description: words.description,
            ...(has.url ? { url: words.url } : {}),
            ...(has.text ? { text: words.text } : {}),
            ...(words.label === label ? {} : { label: words.label }),
          },
          etag,
        )
      }
    />
  );
}
