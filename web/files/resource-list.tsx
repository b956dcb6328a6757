import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../api/resources.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { iconOfResource } from './icons.ts';
import { sizeText } from './size.ts';
import './files.css';

/** Resources, folders first, each with what it is and how it is labelled. */
export function ResourceList({ resources }: { resources: readonly Resource[] }): ReactNode {
  const { t } = useTranslation();
  const sorted = resources.toSorted(
    (a, b) =>
      Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
      a.title.localeCompare(b.title, undefined, { numeric: true }),
  );
  return (
    <ul className="file-list" aria-label={t('files.list')}>
      {sorted.map((resource) => (
        <li key={resource.id}>
          <Row resource={resource} />
        </li>
      ))}
    </ul>
  );
}

function Row({ resource }: { resource: Resource }): ReactNode {
  const { t, i18n } = useTranslation();
  const { file, owner, can } = resource;
  const facts = [
    t(`files.kind.${resource.kind}`),
    ...(file === null ? [] : [sizeText(file.bytes, i18n.language)]),
    ...(can.manage || owner === null ? [] : [t('files.by', { name: faceOf(owner).display_name })]),
  ];
  return (
    <Link to="/files/$id" params={{ id: resource.id }} className="file-card">
      {file?.preview_url ? (
        <img className="file-preview" src={new URL(file.preview_url).pathname} alt="" loading="lazy" />
      ) : (
        <Icon name={iconOfResource[resource.kind]} />
      )}
      <span className="file-words">
        <span className="file-title">{resource.title}</span>
        <span className="file-facts">{facts.join(' · ')}</span>
      </span>
      {resource.label === 'public' ? null : (
        <span className="file-label">{t(`files.labels.${resource.label}`)}</span>
      )}
    </Link>
  );
}
