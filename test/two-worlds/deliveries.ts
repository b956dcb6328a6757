import { setImmediate } from 'node:timers/promises';
import type { Deps } from '../../src/deps.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
import { announce } from '../../src/store/changes.ts';

/** Waits for what a world brings to its open streams. */
export interface Deliveries {
  /** Everything that was committed before has been delivered, or kept back, when it returns. */
  done(): Promise<void>;
}

/**
 * Follows the deliveries of a world: streams decide by the clock of the moment, so that a step has to wait for them.
 * Changes come over one connection in their order, so that a mark comes after all that was committed before it.
 */
export async function followDeliveries({ store }: Pick<Deps, 'store'>): Promise<Deliveries> {
  const marks = new Map<string, () => void>();
  let made = 0;
  await store.changes.subscribe({
    changed: ({ id }) => marks.get(id)?.(),
    missed: () => undefined,
  });
  return {
    async done() {
      const mark = `mark-${made++}`;
      const came = new Promise<void>((resolve) => marks.set(mark, resolve));
      await announce(store.community, { network: NOWHERE, kind: 'outbox', id: mark, at: 0 });
      await came;
      marks.delete(mark);
      // One delivery follows the other; it is over when none is under way twice in a row.
      for (let idle = 0; idle < 2; idle++) {
        const settled = store.changes.settled().then(() => true);
        if (!(await Promise.race([settled, setImmediate(false)]))) {
          await settled;
          idle = -1;
        }
        await setImmediate();
      }
    },
  };
}

const NOWHERE = '00000000-0000-0000-0000-000000000000' as NetworkId;
