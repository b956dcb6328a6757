import type { ResourceKind } from '../api/resources.ts';
import type { IconName } from '../ui/icon.tsx';

/** The picture of each kind of resource. */
export const iconOfResource: Readonly<Record<ResourceKind, IconName>> = {
  folder: 'folder',
  file: 'file',
  link: 'link',
  page: 'pen',
  app: 'briefcase',
};
