import type { Store } from './database.ts';

/**
 * Reads in one state of the database: what is written meanwhile isn't seen, and nothing can be written.
 * @param read gets the store as it was when it first asked
 */
export const inSnapshot = <Read>(store: Store, read: (then: Store) => Promise<Read>): Promise<Read> =>
  store.community
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((community) => read({ ...store, community }));
