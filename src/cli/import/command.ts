import { Command } from 'commander';
import { egoNetworkCommand } from './ego-network/command.ts';

/** `waxseal import …`: one command for each kind of data. */
export const importCommand = new Command('import')
  .description('Bring in people and their ties from elsewhere.')
  .addCommand(egoNetworkCommand);
