import { Command } from 'commander';
import { findActor } from '../community/actors/find-by-name.ts';
import { ALL_SCOPES, issueToken } from '../community/tokens/token.ts';
import { OperatorError } from '../core/operator-error.ts';
import { type Deps, instantOf } from '../store/deps.ts';
import { withDeps } from './open.ts';

/** `waxseal token`: whoever runs the server's own machine may speak for anybody on it. */
export const tokenCommand = new Command('token')
  .description('prints a bearer token for a persona')
  .argument('<handle@network>', 'the persona, such as ada@acme')
  .option('--demo', 'of the sample that `npm run demo` fills')
  .action(async (name: string, { demo = false }: { demo?: boolean }) => {
    console.log(await withDeps(demo, (deps) => tokenFor(deps, name)));
  });

async function tokenFor(deps: Pick<Deps, 'store' | 'random' | 'clock'>, name: string): Promise<string> {
  const actor = await findActor(deps, name);
  if (actor === null) throw new OperatorError(`there is nobody called ${name}; write HANDLE@NETWORK`);
  const of = { network: actor.network, actor: actor.id, app: null, scopes: ALL_SCOPES };
  return (await issueToken(deps, of, instantOf(deps))).token;
}
