import type { IconName } from '../ui/icon.tsx';

/** The app's places in the order of the side bar. `title` is a key of the texts under `nav`. */
export const places = [
  { to: '/', title: 'home', icon: 'home', bar: true },
  { to: '/network', title: 'network', icon: 'network', bar: true },
  { to: '/messages', title: 'messages', icon: 'letter', bar: true },
  { to: '/notifications', title: 'notifications', icon: 'bell', bar: true },
  { to: '/search', title: 'search', icon: 'search', bar: false },
  { to: '/directory', title: 'directory', icon: 'directory', bar: false },
  { to: '/spaces', title: 'spaces', icon: 'space', bar: false },
  { to: '/connections', title: 'connections', icon: 'people', bar: false },
  { to: '/circles', title: 'circles', icon: 'circle', bar: false },
  { to: '/organisations', title: 'organisations', icon: 'briefcase', bar: false },
  { to: '/files', title: 'files', icon: 'folder', bar: false },
  { to: '/bookmarks', title: 'bookmarks', icon: 'bookmark', bar: false },
] as const satisfies readonly { to: string; title: string; icon: IconName; bar: boolean }[];

/** What concerns oneself, and who may see it. */
export const ownPlaces = [
  { to: '/profile', title: 'profile', icon: 'person' },
  { to: '/attributes', title: 'attributes', icon: 'key' },
  { to: '/privacy', title: 'privacy', icon: 'lock' },
  { to: '/view-as', title: 'viewAs', icon: 'eye' },
  { to: '/grants', title: 'grants', icon: 'door' },
  { to: '/settings', title: 'settings', icon: 'settings' },
] as const satisfies readonly { to: string; title: string; icon: IconName }[];
