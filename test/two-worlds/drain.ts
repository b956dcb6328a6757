import { drainOutbox } from '../../src/community/outbox/drain.ts';
import type { Deps } from '../../src/deps.ts';

/** Works off the outbox until it is empty: consequences belong to the step that they follow from. */
export async function drain(deps: Deps): Promise<void> {
  await drainOutbox(deps, (error) => {
    throw error;
  });
}
