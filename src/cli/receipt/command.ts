import { Command } from 'commander';
import { verifyReceipt } from '../../ledger/verify/receipt.ts';
import { textOf } from '../text-of.ts';

const verify = new Command('verify')
  .description('says whether a receipt that was downloaded holds, without any server')
  .argument('<file>', 'the receipt')
  .option(
    '--key <key>',
    'the key of the network’s receipts as it is known, rather than the one that comes along',
  )
  .action(async (path: string, { key }: { key?: string }) => {
    const verified = verifyReceipt(await textOf(path), key ?? null);
    if (verified.holds) {
      const { state, at, signer } = verified.shows;
      console.log(`${path}: holds; a consent was ${state} at ${at}, signed by ${signer}`);
    } else {
      console.error(`${path}: does NOT hold (${verified.step}): ${verified.says}`);
      process.exitCode = 1;
    }
  });

/** `waxseal receipt`: what whoever was given a receipt asks. */
export const receiptCommand = new Command('receipt')
  .description('Verifies receipts of consents.')
  .addCommand(verify);
