import type { Instant } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { appendBeat } from './append.ts';
import { networksDue } from './read-log.ts';

/** A checkpoint of every network at the same time, whatever happened. */
export const BEAT_MS = 10 * 60_000;

/** The instant at which the beat of an instant began. */
export const beatOf = (at: Instant): Instant => at - (at % BEAT_MS);

/**
 * Ends the beat on every network whose checkpoint is due. A network whose ledger has stopped doesn't hold up the others.
 * @param failed told of what went wrong, once for each network
 */
export async function endBeats(
  deps: Pick<Deps, 'store' | 'clock' | 'random' | 'masterKey' | 'publicUrl'>,
  failed: (error: unknown) => void,
): Promise<void> {
  const at = instantOf(deps);
  for (const network of await networksDue(deps, beatOf(at))) {
    await appendBeat(deps, network, beatOf(at), at).catch(failed);
  }
}
