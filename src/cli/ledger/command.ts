import { Command } from 'commander';
import { OperatorError } from '../../core/operator-error.ts';
import { exportLog } from '../../ledger/log/export-log.ts';
import { verifyExported, verifyStored } from '../../ledger/log/verify-stored.ts';
import type { Checked } from '../../ledger/verify/checked.ts';
import { verifyProofFile } from '../../ledger/verify/proof-file.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { withDeps } from '../open.ts';
import { textOf } from '../text-of.ts';

const DEMO = ['--demo', 'of the sample that `npm run demo` fills'] as const;
const SINCE = ['--since <file>', 'a checkpoint that was kept: whether the ledger goes on from it'] as const;
const KEY = ['--key <key>', 'the ledger’s key as it is known, rather than the one that comes along'] as const;

interface VerifyOptions {
  readonly since?: string;
  readonly export?: string;
  readonly key?: string;
  readonly demo?: boolean;
}

const verify = new Command('verify')
  .description('says whether a ledger is whole: of this server, running or not, or an export')
  .argument('[network]', 'its slug; all of them without it')
  .option(...SINCE)
  .option('--export <folder>', 'one that `waxseal ledger export` wrote, without any server')
  .option(...KEY)
  .option(...DEMO)
  .action(async (slug: string | undefined, options: VerifyOptions) => {
    const since = options.since === undefined ? null : await textOf(options.since);
    if (options.export !== undefined) {
      report(options.export, await verifyExported(options.export, options.key ?? null, since));
      return;
    }
    await withDeps(options.demo ?? false, async (deps) => {
      for (const { id, slug: name } of await networksNamed(deps, slug)) {
        report(name, await verifyStored(deps, id, since));
      }
    });
  });

const exportTo = new Command('export')
  .description(
    'writes a network’s ledger to a folder: key, checkpoint and tiles, nothing of what entries say',
  )
  .argument('<network>', 'its slug')
  .argument('<folder>', 'where to')
  .option(...DEMO)
  .action(async (slug: string, folder: string, { demo = false }: { demo?: boolean }) => {
    await withDeps(demo, async (deps) => {
      const [network] = await networksNamed(deps, slug);
      if (network === undefined || !(await exportLog(deps, network.id, folder))) {
        throw new OperatorError(
          `the ledger of ${slug} has no checkpoint yet; the first comes within ten minutes`,
        );
      }
      console.log(`${slug}: written to ${folder}`);
    });
  });

const verifyProof = new Command('proof')
  .description('says whether a proof that was downloaded holds, without any server')
  .argument('<file>', 'the proof')
  .option(...KEY)
  .action(async (path: string, { key }: { key?: string }) => {
    report(path, verifyProofFile(await textOf(path), key ?? null));
  });

/** `waxseal ledger`: what whoever distrusts a server asks, and whoever runs one. */
export const ledgerCommand = new Command('ledger')
  .description('Verifies and exports the ledgers.')
  .addCommand(verify)
  .addCommand(exportTo)
  .addCommand(verifyProof);

/** One line; what doesn't hold ends the process with code 1. */
function report(of: string, checked: Checked): void {
  if (checked.holds) console.log(`${of}: whole`);
  else {
    console.error(`${of}: NOT whole (${checked.step}): ${checked.says}`);
    process.exitCode = 1;
  }
}

async function networksNamed(
  { store }: Pick<Deps, 'store'>,
  slug: string | undefined,
): Promise<{ readonly id: NetworkId; readonly slug: string }[]> {
  const all = await store.community
    .selectFrom('community.network')
    .select(['id', 'slug'])
    .orderBy('slug')
    .execute();
  const named = slug === undefined ? all : all.filter((one) => one.slug === slug);
  if (named.length === 0 && slug !== undefined) throw new OperatorError(`there is no network called ${slug}`);
  return named;
}
