import { Command } from 'commander';
import { parse } from 'yaml';
import type { z } from 'zod';
import { OperatorError } from '../../core/operator-error.ts';
import { caseFileSchema } from '../../governance/policies/cases/case.ts';
import { type Outcome, tryCases } from '../../governance/policies/cases/try-cases.ts';
import { textOf } from '../text-of.ts';
import { NO_ORGANISATION, orRefused, tellErrors, tellNotes } from './common.ts';

/** `waxseal policy test`: 0 where every case comes out as expected, 1 where one doesn't, 2 where nothing can be tried. */
export const testCommand = new Command('test')
  .description('tries a policy on the table of cases beside it, by what it compiles to and by Cedar itself')
  .argument('<file>', 'the policy, as Cedar; its cases are beside it, in <file>.cases.yaml without .cedar')
  .option('--json', 'answers as JSON')
  .action((path: string, options: { json?: boolean }) => orRefused(() => run(path, options.json === true)));

async function run(path: string, asJson: boolean): Promise<number> {
  const text = await textOf(path);
  const beside = `${path.replace(/\.cedar$/, '')}.cases.yaml`;
  const { network, scope, cases } = readCases(beside, await textOf(beside));
  const tried = await tryCases(text, cases, { kind: network, scope, organisation: NO_ORGANISATION });
  if (!tried.ok) return tellErrors(path, tried.errors, asJson);
  const { outcomes, notes } = tried;
  const failed = outcomes.filter(({ passed }) => !passed);
  if (asJson) console.log(JSON.stringify({ cases: outcomes, notes }, null, 2));
  else {
    tellNotes(path, notes);
    for (const outcome of outcomes) console.log(lineOf(outcome));
    console.log(`${outcomes.length - failed.length} of ${outcomes.length} cases come out as expected`);
  }
  return failed.length === 0 ? 0 : 1;
}

const lineOf = ({ says, passed, got }: Outcome): string => `${passed ? 'ok    ' : 'NOT ok'} ${says}: ${got}`;

function readCases(path: string, text: string): z.output<typeof caseFileSchema> {
  const read = caseFileSchema.safeParse(parsed(path, text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new OperatorError(`${path}: ${issue?.path.join('.')} ${issue?.message}`);
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new OperatorError(`${path} is no YAML: ${error instanceof Error ? error.message : ''}`);
  }
}
