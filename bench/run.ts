/**
 * `npm run bench [-- [--quick | --write] [PART…]]`: JSON lines to standard output, one figure each; what happens meanwhile to
 * standard error. A whole run writes the table in README.md as well, and one of some parts with `--write` the rows of these.
 */
import { loadavg } from 'node:os';
import { noEgoData, noSentimentData } from '../test/support/shared-data.ts';
import { benchCheckUp } from './check-up.ts';
import { benchControls } from './controls.ts';
import { run as runDecide } from './decide.ts';
import { benchFeed } from './feed.ts';
import { benchFiles } from './files.ts';
import { benchHistory } from './history.ts';
import { benchHttp } from './http.ts';
import { benchInfluence } from './influence.ts';
import { benchLedger } from './ledger.ts';
import { benchLinkage } from './linkage.ts';
import { benchListening } from './listening.ts';
import type { Figure, Setting } from './measure.ts';
import { benchNoise } from './noise.ts';
import { benchOffers } from './offers.ts';
import { benchPolicies } from './policies/policies.ts';
import { benchPublish } from './publish.ts';
import { benchSentiment } from './sentiment.ts';
import { benchSimulation } from './simulation.ts';
import { benchStreams } from './streams.ts';
import { machineFacts, writeTable } from './table.ts';
import { benchWhoCanSee } from './who-can-see.ts';
import { startWorlds, type Worlds } from './world/world.ts';

const parts = {
  feed: benchFeed,
  policies: benchPolicies,
  http: benchHttp,
  'who-can-see': benchWhoCanSee,
  controls: benchControls,
  history: benchHistory,
  ledger: benchLedger,
  'check-up': benchCheckUp,
  noise: benchNoise,
  listening: benchListening,
  influence: benchInfluence,
  offers: benchOffers,
  simulation: benchSimulation,
  publish: benchPublish,
  streams: benchStreams,
  files: benchFiles,
};

const words = process.argv.slice(2);
const say = (line: string): void => console.error(line);
const setting: Setting = { say, quick: words.includes('--quick') };
const named = words.filter((word) => !word.startsWith('--'));
const names = ['decide', 'linkage', 'sentiment', ...Object.keys(parts)];
const unknown = named.find((name) => !names.includes(name));
if (unknown !== undefined) {
  say(`there is no part ${unknown}; there are ${names.join(', ')}`);
  process.exit(1);
}
const isWanted = (name: string): boolean => named.length === 0 || named.includes(name);

const load = loadavg()[0] ?? 0;
if (load > 0.5) say(`the machine is busy (load ${load.toFixed(1)}): times are longer than they would be`);
const figures: Figure[] = [];
if (isWanted('decide')) for await (const figure of decideFigures()) tell(figure);
if (isWanted('linkage') && !noEgoData) for await (const figure of benchLinkage(setting)) tell(figure);
if (isWanted('sentiment') && !told(noSentimentData))
  for (const figure of benchSentiment(setting)) tell(figure);
if (Object.keys(parts).some(isWanted)) {
  if (noEgoData) say(`without the ego networks only decide can be measured: ${noEgoData}`);
  else await measureWorlds();
}

/** Says why a part can't be measured, if so. */
function told(missing: string | false): boolean {
  if (missing) say(missing);
  return missing !== false;
}

async function measureWorlds(): Promise<void> {
  const worlds = await startWorlds(say);
  const stop = () => worlds.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await measureAll(worlds);
    const isWritten = named.length === 0 || words.includes('--write');
    if (isWritten) await writeTable(figures, machineFacts(worlds.version), names);
  } finally {
    await worlds.stop();
  }
}

async function measureAll(worlds: Worlds): Promise<void> {
  for (const [name, part] of Object.entries(parts)) {
    if (!isWanted(name)) continue;
    say(name);
    for await (const figure of part(worlds, setting)) tell(figure);
  }
}

function tell(figure: Figure): void {
  figures.push(figure);
  console.log(JSON.stringify(figure));
}

async function* decideFigures(): AsyncGenerator<Figure> {
  say('decide');
  for (const { name, value, unit, target } of await runDecide()) {
    yield { bench: 'decide', name, value, unit, atLeast: target };
  }
}
