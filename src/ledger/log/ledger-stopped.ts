import { OperatorError } from '../../core/operator-error.ts';
import type { NetworkId } from '../../privacy/words.ts';

/**
 * The ledger of a network isn't what its own head says. It stops there, and begins nothing new: whoever holds an older
 * checkpoint could no longer tell the one from the other.
 */
export class LedgerStopped extends OperatorError {
  constructor(network: NetworkId, where: string) {
    super(
      `the ledger of network ${network} is torn: ${where}. Nothing more is entered there. Restore the tables` +
        ' community.ledger_* together from a backup, or start `waxseal ledger verify` to see from where it is sound.',
    );
  }
}
