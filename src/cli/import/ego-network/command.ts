import { Command, Option } from 'commander';
import { importPeople } from '../../../community/import/import-people.ts';
import type { ImportOutcome } from '../../../community/import/people.ts';
import { NETWORK_KINDS, slugSchema } from '../../../community/networks/network.ts';
import { OperatorError } from '../../../core/operator-error.ts';
import { instantOf } from '../../../store/deps.ts';
import type { NetworkKind } from '../../../store/schema.ts';
import { withDeps } from '../../open.ts';
import { showProgress } from '../progress.ts';
import { readEgoNetworks } from './read-folder.ts';

interface Options {
  network: string;
  kind: NetworkKind;
  demo: boolean;
}

/** `waxseal import ego-network FOLDER --network NAME`. */
export const egoNetworkCommand = new Command('ego-network')
  .description('Import ego networks in the form of SNAP ego-Facebook. A second run adds what is missing.')
  .argument('<folder>', 'with the files N.feat, N.featnames, N.egofeat, N.edges and N.circles of every ego N')
  .requiredOption('--network <name>', 'short name of the network; made when there is none')
  .addOption(
    new Option('--kind <kind>', 'of the network, where it is made')
      .choices(NETWORK_KINDS)
      .default('employee'),
  )
  .option('--demo', "into the sample's data folder, where WAXSEAL_DATA names none", false)
  .action(runImport);

async function runImport(folder: string, { network, kind, demo }: Options): Promise<void> {
  const slug = slugSchema.safeParse(network);
  if (!slug.success) throw new OperatorError(`--network ${slug.error.issues[0]?.message}`);
  const people = await readEgoNetworks(folder);
  await withDeps(demo, async (deps) => {
    const progress = showProgress();
    try {
      const outcome = await importPeople(deps, { slug: slug.data, kind }, people, instantOf(deps), progress);
      progress.end();
      if (!outcome.ok) throw new OperatorError('says' in outcome.refusal ? outcome.refusal.says : 'refused');
      console.log(sentence(slug.data, outcome.value));
    } finally {
      progress.end();
    }
  });
}

function sentence(network: string, { added, present }: ImportOutcome): string {
  const list = ({ personas, connections, circles, attributes }: ImportOutcome['added']) =>
    `${personas} personas, ${connections} connections, ${circles} circles and ${attributes} attributes`;
  if (Object.values(added).every((count) => count === 0)) {
    return `nothing to add: ${network} has all ${list(present)} already`;
  }
  return `added to ${network}: ${list(added)}`;
}
