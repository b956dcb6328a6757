#!/usr/bin/env node
import { Command } from 'commander';
import { reportAndExit } from './report.ts';

const program = new Command('waxseal')
  .description('Tends a Waxseal server from the command line.')
  .showHelpAfterError();

await program.parseAsync().catch(reportAndExit);
