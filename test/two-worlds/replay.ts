import type { Base } from './base-world.ts';
import type { About, Hidden, HiddenFact } from './facts/hidden-fact.ts';
import { post } from './facts/requests.ts';
import { openPair, type Pair, type Steps } from './pair.ts';
import { sceneOf } from './scene.ts';
import { openStreams, type ViewerStream } from './streams.ts';
import type { Routes } from './trace.ts';
import { type Comparison, type Finding, ViewerTrace } from './viewer-trace.ts';
import type { ViewerName } from './viewers.ts';

export interface Replay {
  readonly findings: readonly Finding[];
  /** Requests compared. */
  readonly compared: number;
}

/** Everything that is found counts, and three differences are enough. */
const STRICT: Comparison = { tolerated: () => false, enough: 3 };

/**
 * Makes the two worlds and lets the viewers replay their traces, one after the other, each request in both.
 * @param facts in which the worlds differ: all of them happen in the one, and none in the other
 */
export async function replay(
  base: Base,
  facts: readonly HiddenFact[],
  viewers: readonly ViewerName[],
  routes: Routes,
  comparison: Comparison = STRICT,
): Promise<Replay> {
  const pair = await openPair(base.snapshot, base.at + 60_000);
  const streams = new Map<ViewerName, ViewerStream[]>();
  try {
    for (const viewer of viewers) streams.set(viewer, await openStreams(pair, viewer, base.cast));
    const hidden: Hidden[] = [];
    for (const fact of facts) hidden.push(await happen(pair, fact, base));
    await aftermath(pair, base);
    const scenes = viewers.map((viewer) => sceneOf(together(facts), hidden, base.cast, viewer));
    const traces = scenes.map((scene) => new ViewerTrace(pair, facts, scene, routes, comparison));
    for (const trace of traces) {
      pair.wait(HOURS_MS);
      await trace.readAndWrite();
    }
    for (const [i, viewer] of viewers.entries()) traces[i]?.streams(streams.get(viewer) ?? []);
    for (const phase of ['take', 'leave'] as const) {
      for (const trace of traces) {
        pair.wait(HOURS_MS);
        await trace.inTurn(phase);
      }
    }
    return {
      findings: traces.flatMap(({ findings }) => findings),
      compared: traces.reduce((sum, trace) => sum + trace.compared, 0),
    };
  } finally {
    for (const { both } of [...streams.values()].flat())
      await Promise.all([both.with.close(), both.without.close()]);
    await pair.close();
  }
}

const KINDS = [
  'posts',
  'people',
  'spaces',
  'organisations',
  'attributes',
  'conversations',
  'resources',
] as const;

/** What all the facts are about. */
const together = (facts: readonly HiddenFact[]): About =>
  Object.fromEntries(KINDS.map((kind) => [kind, facts.flatMap(({ about }) => about[kind] ?? [])]));

/** Between viewers, so that no limit on attempts is left from the one before. */
const HOURS_MS = 25 * 3_600_000;

async function happen(pair: Pair, fact: HiddenFact, { cast }: Base): Promise<Hidden> {
  const doing = (steps: Steps) => ({
    cast,
    pass: steps.pass,
    do: (what: string, ask: Parameters<Pair['with']['ask']>[0], as: Parameters<Pair['with']['ask']>[1]) =>
      steps.step(`${fact.name}: ${what}`, async (world) => {
        const answer = await world.ask(ask, as);
        if (answer.status < 300) return answer;
        throw new Error(`${fact.name}: ${what}: ${ask.method} ${ask.path} ${answer.status} ${answer.body}`);
      }),
  });
  const made = await pair.part({
    with: (steps) => fact.happen(doing(steps)),
    without: async (steps) => fact.instead?.(doing(steps)),
  });
  return { ids: [], words: [], handles: [], emails: [], ...made };
}

/** What goes on in both worlds after the fact, so that it has something before and behind it. */
async function aftermath(pair: Pair, { cast }: Base): Promise<void> {
  for (const name of ['olive', 'peter', 'iris', 'rosa', 'wren', 'otter'] as const) {
    const body = { status: `Life goes on, says ${name} #cake`, visibility: 'public' };
    await pair.step(`aftermath of ${name}`, (world) =>
      world.ask(post('/api/v1/statuses', body), cast.people[name]),
    );
  }
}
