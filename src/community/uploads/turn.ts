import type { Instant, NetworkId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Upload } from './upload.ts';

/** How long a turn lasts from when its writer was last heard of: what a process that died held is free again then. */
const TURN_MS = 15_000;

/** The turn of one who writes to an upload, in whatever process. */
export interface Turn {
  /** Whether it is still theirs; asked before each piece, since whoever is slow may have lost it. */
  isMine(): Promise<boolean>;
  /**
   * Ends it.
   * @param received how much is there now; null where nothing was written
   * @returns whether it was still theirs
   */
  end(received: number | null): Promise<boolean>;
}

/**
 * Takes the turn to write to an upload: two that write to one file at once would mix. It stands in the upload's row, so
 * that it holds between processes.
 * @returns null where another has it
 */
export async function takeTurn(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  network: NetworkId,
  upload: Pick<Upload, 'id'>,
): Promise<Turn | null> {
  const me = deps.ids.next('turn');
  const row = () =>
    deps.store.community
      .updateTable('community.upload')
      .where('network_id', '=', network)
      .where('id', '=', upload.id)
      .returning('id');
  const endOf = (now: Instant): Instant => now + TURN_MS;
  const now = instantOf(deps);
  const taken = await row()
    .where((one) => one.or([one('writer', 'is', null), one('writing_until', '<=', instantValue(now))]))
    .set({ writer: me, writing_until: timestamp(endOf(now)) })
    .execute();
  if (taken.length === 0) return null;
  let until = endOf(now);
  return {
    async isMine() {
      const then = instantOf(deps);
      if (then < until - TURN_MS / 2) return true;
      const renewed = await row()
        .where('writer', '=', me)
        .set({ writing_until: timestamp(endOf(then)) })
        .execute();
      until = endOf(then);
      return renewed.length > 0;
    },
    async end(received) {
      const ended = await row()
        .where('writer', '=', me)
        .set({ ...(received === null ? {} : { received }), writer: null, writing_until: null })
        .execute();
      return ended.length > 0;
    },
  };
}
