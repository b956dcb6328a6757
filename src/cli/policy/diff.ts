import { Command, Option } from 'commander';
import { OperatorError } from '../../core/operator-error.ts';
import { comparePolicies } from '../../governance/policies/compare/compare-policies.ts';
import { compilePolicies } from '../../governance/policies/compile/compile-policies.ts';
import { NETWORK_KINDS, type NetworkKind } from '../../governance/policies/schema/vocabulary.ts';
import { textOf } from '../text-of.ts';
import { NO_ORGANISATION, orRefused, tellErrors } from './common.ts';

interface Options {
  readonly network?: NetworkKind;
  readonly json?: boolean;
}

/** `waxseal policy diff`: 0 where both forbid the same, 1 where they don't, 2 where they can't be compared; as diff does. */
export const diffCommand = new Command('diff')
  .description('says which classes of questions one policy forbids and another doesn’t, all of them')
  .argument('<old>', 'a policy, as Cedar')
  .argument('<new>', 'the one that is to take its place')
  .addOption(
    new Option('--network <kind>', 'in networks of one kind; in all otherwise').choices(NETWORK_KINDS),
  )
  .option('--json', 'answers as JSON')
  .action((old: string, next: string, options: Options) => orRefused(() => run(old, next, options)));

async function run(old: string, next: string, { network, json }: Options): Promise<number> {
  const [before, after] = await Promise.all([textOf(old), textOf(next)]);
  const found: Record<string, unknown> = {};
  let isSame = true;
  for (const kind of network === undefined ? NETWORK_KINDS : [network]) {
    const place = { kind, scope: 'organisation', organisation: NO_ORGANISATION } as const;
    const [one, other] = [await compilePolicies(before, place), await compilePolicies(after, place)];
    if (!one.ok) return tellErrors(old, one.errors, json === true);
    if (!other.ok) return tellErrors(next, other.errors, json === true);
    const differences = comparePolicies(one.boxes, other.boxes);
    if (differences === null) throw new OperatorError('these two differ in too many classes to tell');
    found[kind] = differences;
    const lines = [
      ...differences.forbidden.map((phrase) => `  now forbidden: ${phrase}`),
      ...differences.allowed.map((phrase) => `  no longer forbidden: ${phrase}`),
    ];
    if (lines.length > 0) isSame = false;
    if (json !== true && lines.length > 0) console.log([`in networks of kind ${kind}`, ...lines].join('\n'));
  }
  if (json === true) console.log(JSON.stringify(found, null, 2));
  else if (isSame) console.log('both forbid the same');
  return isSame ? 0 : 1;
}
