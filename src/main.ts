import { fillDemo } from './cli/demo/fill.ts';
import { reportAndExit } from './cli/report.ts';
import { builtWebFolder } from './cli/web-build.ts';
import { startOutbox } from './community/outbox/worker.ts';
import { readConfig } from './core/config.ts';
import { OperatorError } from './core/operator-error.ts';
import { chooseDataFolder } from './data-folder.ts';
import { openDeps } from './deps.ts';
import { keepHouse } from './housekeeping.ts';
import { listen } from './http/listen.ts';
import { keepJobs } from './job-keeper.ts';
import { keepLedgers } from './ledger-keeper.ts';
import { beginLife } from './life.ts';
import { tryPolicyEngine } from './policy-engine.ts';
import { keepScores } from './scores-keeper.ts';
import { createServer } from './server.ts';
import { relyOn } from './store/policies/engine.ts';

const life = beginLife();
let closingSince = 0;
const starting = start(process.argv.includes('--demo'));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
await starting.catch(async (error) => {
  if (life.closing.aborted) return;
  await life.close().catch(() => undefined);
  reportAndExit(error);
});

async function start(demo: boolean): Promise<void> {
  const config = readConfig();
  const dataFolder = await chooseDataFolder(config, demo);
  const onDatabaseEnd = (reason: string) => fail(new OperatorError(reason));
  const deps = await openDeps({ config, dataFolder, life, say, onDatabaseEnd });
  const unusable = (err: unknown) =>
    deps.log.error({ err }, 'policies can’t be read: what they speak of is denied');
  relyOn(deps.store.community, await tryPolicyEngine(unusable));
  const webFolder = await builtWebFolder(dataFolder, say);
  if (demo) await fillDemo(deps);
  await life.onClose(
    await startOutbox(deps, (error) => deps.log.error({ err: error }, 'a consequence failed')),
  );
  await keepHouse(deps, life);
  await keepLedgers(deps, life);
  await keepJobs(deps, life);
  await keepScores(deps, life);
  const server = await listen(createServer(deps, webFolder), config);
  await life.onClose(() => server.close());
  console.log(`ready http://localhost:${server.port}`);
}

function say(line: string): void {
  console.log(line);
}

function fail(error: OperatorError): void {
  if (!life.closing.aborted) reportAndExit(error);
}

/**
 * The first signal closes in good order, also a start under way; another ends at once. One Ctrl-C may come twice,
 * from the terminal and from npm, so what follows within half a second is the same.
 */
function end(): void {
  if (life.closing.aborted) {
    if (performance.now() - closingSince > 500) process.exit(130);
    return;
  }
  closingSince = performance.now();
  life
    .close()
    .then(() => starting.catch(() => undefined))
    .then(() => process.exit(0), reportAndExit);
}
