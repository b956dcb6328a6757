import { Command } from 'commander';
import { diffCommand } from './diff.ts';
import { testCommand } from './test.ts';

/** `waxseal policy`: for whoever keeps policies in files. */
export const policyCommand = new Command('policy')
  .description('Tries and compares policies that are kept in files, without any server.')
  .addCommand(testCommand)
  .addCommand(diffCommand);
