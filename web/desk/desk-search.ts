import { QUEUES, type Queue } from '../api/desk.ts';

/** What the address says of where one is at the desk. */
export interface DeskSearch {
  organisation?: string | undefined;
  function?: string | undefined;
  queue?: Queue | undefined;
  tag?: string | undefined;
  id?: string | undefined;
}

export const deskSearch = (search: Record<string, unknown>): DeskSearch => {
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  return {
    organisation: text('organisation'),
    function: text('function'),
    queue: QUEUES.find((one) => one === search.queue),
    tag: text('tag'),
    id: text('id'),
  };
};
