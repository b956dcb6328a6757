import type pg from 'pg';
import { CHANNEL, type Change, parseChange } from './changes.ts';

/** Tells of changes by every app process, one connection for all who listen in this one. */
export interface ChangeBus {
  /**
   * Listens from now on; the connection is there when it returns.
   * @returns what stops it
   */
  subscribe(listener: ChangeListener): Promise<() => void>;
  /** Says that something is being brought to viewers, decided over facts that may be read already. */
  track(delivery: Promise<void>): void;
  /**
   * Waits for the deliveries that are under way at this moment. Once something was narrowed, and this has been waited
   * for, nothing comes out of this process that was decided before.
   */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface ChangeListener {
  changed(change: Change): void;
  /** The connection was lost: changes may have gone by. */
  missed(): void;
}

const RETRY_MS = 500;

/** @param connect opens a connection of its own for LISTEN */
export function openChangeBus(connect: () => Promise<pg.Client>): ChangeBus {
  const listeners = new Set<ChangeListener>();
  const underWay = new Set<Promise<void>>();
  let client: Promise<pg.Client> | undefined;
  let closed = false;

  const tell = (payload: string | undefined): void => {
    const change = parseChange(payload ?? '');
    if (change === null) return;
    for (const listener of listeners) listener.changed(change);
  };
  const open = async (): Promise<pg.Client> => {
    const opened = await connect();
    opened.on('notification', ({ payload }) => tell(payload));
    const lost = () => {
      if (closed || client === undefined) return;
      client = undefined;
      opened.removeAllListeners('notification');
      opened.end().catch(() => undefined);
      for (const listener of listeners) listener.missed();
      reopen();
    };
    opened.once('error', lost);
    opened.once('end', lost);
    await opened.query(`listen ${CHANNEL}`);
    return opened;
  };
  const reopen = (): void => {
    if (closed || listeners.size === 0 || client !== undefined) return;
    client = open();
    client.catch(() => {
      client = undefined;
      setTimeout(reopen, RETRY_MS).unref();
    });
  };

  return {
    async subscribe(listener) {
      if (closed) throw new Error('the store is closed');
      client ??= open();
      await client.catch((error) => {
        client = undefined;
        throw error;
      });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    track(delivery) {
      const done = delivery.catch(() => undefined).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settled() {
      if (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      closed = true;
      listeners.clear();
      const opened = await client?.catch(() => undefined);
      await opened?.end().catch(() => undefined);
      await Promise.all(underWay);
    },
  };
}
