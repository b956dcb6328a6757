#!/usr/bin/env node
import { Command } from 'commander';
import { importCommand } from './import/command.ts';
import { insightCommand } from './insight/command.ts';
import { ledgerCommand } from './ledger/command.ts';
import { policyCommand } from './policy/command.ts';
import { receiptCommand } from './receipt/command.ts';
import { reportAndExit } from './report.ts';
import { tokenCommand } from './token.ts';

const program = new Command('waxseal')
  .description('Tends a Waxseal server from the command line.')
  .showHelpAfterError()
  .addCommand(importCommand)
  .addCommand(insightCommand)
  .addCommand(ledgerCommand)
  .addCommand(policyCommand)
  .addCommand(receiptCommand)
  .addCommand(tokenCommand);

await program.parseAsync().catch(reportAndExit);
