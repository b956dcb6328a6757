import { homeFeed } from '../../src/community/feeds/home.ts';
import { decide } from '../../src/privacy/decide.ts';
import type { Facts, Question } from '../../src/privacy/facts.ts';
import { FUNCTIONS } from '../../src/privacy/words.ts';
import { enactPolicies, notePoliciesChanged } from '../../src/store/policies/change-policies.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { coreSeconds, questions } from '../decide.ts';
import { type Figure, median, rounded, type Setting } from '../measure.ts';
import type { World, Worlds } from '../world/world.ts';
import { askCedar, prepareCedar } from './cedar.ts';
import { manyPolicies, ORGANISATIONS } from './many-policies.ts';

const bench = 'policies';
const COUNT = 1000;
const FIRST = { limit: 20, before: null, since: null, after: null };
type Asked = readonly (readonly [Question, Facts])[];

/** What 1,000 policies in force cost: a decision, a page of the home feed, and to compile them; beside Cedar itself. */
export async function* benchPolicies(worlds: Worlds, setting: Setting): AsyncGenerator<Figure> {
  yield* decisions(setting);
  yield* feed(worlds, setting);
}

function* decisions({ say, quick }: Setting): Generator<Figure> {
  say('policies: decisions');
  const policies = manyPolicies(COUNT);
  const [without, under] = [asked([]), asked(policies)];
  const times = { without: [] as number[], under: [] as number[] };
  const ratios: number[] = [];
  for (let round = -3; round < (quick ? 5 : 21); round++) {
    const [one, other] = [secondsEach(without), secondsEach(under)];
    if (round < 0) continue;
    times.without.push(one);
    times.under.push(other);
    ratios.push(other / one);
  }
  const nanoseconds = (of: number[]) => rounded(median(of) * 1e9);
  yield { bench, name: 'a decision without policies', value: nanoseconds(times.without), unit: 'ns' };
  yield {
    bench,
    name: `the same under ${COUNT}, class compiled`,
    value: nanoseconds(times.under),
    unit: 'ns',
  };
  yield { bench, name: 'under policies to without', value: rounded(median(ratios)), unit: '×', atMost: 1.2 };
  prepareCedar(policies);
  const cedar: number[] = [];
  for (const [question, facts] of under.slice(0, quick ? 100 : 400)) {
    const start = performance.now();
    askCedar(question, facts);
    cedar.push((performance.now() - start) / 1000);
  }
  const value = rounded(median(cedar) * 1e6);
  yield { bench, name: `Cedar called directly, ${COUNT} policies parsed before`, value, unit: 'µs' };
  const faster = rounded(median(cedar) / median(times.under));
  yield { bench, name: 'Cedar called directly to a decision', value: faster, unit: '×', atLeast: 100 };
}

/** What a member meets, and one of ten by an organisation in one of its functions. */
function asked(policies: Facts['network']['policies']): Asked {
  return questions(policies).map(([question, facts], n) => {
    if (n % 10 !== 0) return [question, facts];
    const organisation = ORGANISATIONS[n % ORGANISATIONS.length] ?? facts.object.owner;
    const capacity = FUNCTIONS[n % FUNCTIONS.length] ?? 'support';
    return [{ ...question, as: { organisation, capacity } }, facts];
  });
}

/** So many that a round lasts far longer than the beat in which some kernels count the seconds of a core (4 ms). */
const TURNS = 200;

function secondsEach(asked: Asked): number {
  const start = coreSeconds();
  for (let turn = 0; turn < TURNS; turn++) for (const [question, facts] of asked) decide(question, facts);
  return (coreSeconds() - start) / (TURNS * asked.length);
}

/** A page of the home feed, from who looks to what is shown; in turns with policies and without. */
async function* feed(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  try {
    say('policies: feed');
    const times = { without: [] as number[], under: [] as number[] };
    const compiling: number[] = [];
    for (let turn = -1; turn < (quick ? 4 : 12); turn++) {
      await clear(world);
      const without = await pages(world, 2);
      const start = performance.now();
      await enact(world);
      const enacted = performance.now();
      await page(world, world.viewers.few[0]);
      if (turn >= 0) compiling.push(performance.now() - enacted);
      const under = await pages(world, 2);
      if (turn === 0) {
        yield { bench, name: `to enact ${COUNT}`, value: rounded(enacted - start), unit: 'ms' };
      }
      if (turn < 0) continue;
      times.without.push(...without);
      times.under.push(...under);
    }
    const name = 'the first page after an activation: policies read and compiled';
    yield { bench, name, value: rounded(median(compiling)), unit: 'ms', atMost: 2000 };
    const [half, most] = [median(times.without), median(times.under)];
    yield { bench, name: 'a home page without policies', value: rounded(half), unit: 'ms' };
    yield { bench, name: `the same under ${COUNT}`, value: rounded(most), unit: 'ms' };
    yield {
      bench,
      name: 'a home page under policies to without',
      value: rounded(most / half),
      unit: '×',
      atMost: 1.2,
    };
  } finally {
    await world.close();
  }
}

async function pages(world: World, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    for (const id of world.viewers.few) {
      const start = performance.now();
      await page(world, id);
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  return times;
}

async function page(
  { store, network }: World,
  id: World['viewers']['few'][number] | undefined,
): Promise<void> {
  const viewer = id === undefined ? null : await loadViewer(store, network, id);
  if (viewer === null) throw new Error('a measured viewer is gone');
  const found = await homeFeed({ store }, viewer, FIRST, Date.now());
  if (found.length === 0) throw new Error('a page is empty');
}

const enact = ({ store, network }: World): Promise<void> =>
  store.community.transaction().execute((trx) => enactPolicies(trx, network, manyPolicies(COUNT)));

const clear = ({ store, network }: World): Promise<void> =>
  store.community.transaction().execute(async (trx) => {
    await trx.deleteFrom('community.policy').where('network_id', '=', network).execute();
    await notePoliciesChanged(trx, network);
  });
