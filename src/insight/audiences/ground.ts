import type { NetworkFacts } from '../../privacy/facts.ts';
import type { NetworkId } from '../../privacy/words.ts';

/** The network, and the policies that hold there. */
export interface Ground {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
}
