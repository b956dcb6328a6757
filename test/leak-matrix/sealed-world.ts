import { ABSENT } from '../two-worlds/absent.ts';
import type { Answer } from '../two-worlds/answer.ts';
import { baseWorld } from '../two-worlds/base-world.ts';
import type { Cast } from '../two-worlds/cast.ts';
import { type OpenScene, sceneOf } from '../two-worlds/scene.ts';
import type { ViewerName } from '../two-worlds/viewers.ts';
import { openWorld, type World } from '../two-worlds/world.ts';
import { CANARIES, type Planted, plantCanaries } from './canaries.ts';
import { logLines } from './log-lines.ts';

/** A world in which every private field has its canary. */
export interface SealedWorld {
  readonly world: World;
  readonly cast: Cast;
  readonly planted: Planted;
  /** Every line of the log so far. */
  readonly lines: readonly string[];
  scene(viewer: ViewerName): OpenScene;
  /** Does something at a time of its own. */
  step<T>(label: string, act: () => Promise<T>): Promise<T>;
}

/** @param beforehand runs when the canaries are not there yet, such as to open streams */
export async function sealedWorld(
  beforehand: (world: World, cast: Cast, step: SealedWorld['step']) => Promise<void> = async () => undefined,
): Promise<SealedWorld> {
  const { snapshot, at, cast } = await baseWorld();
  const { log, lines } = logLines();
  const world = await openWorld(at + 60_000, snapshot, log);
  const step: SealedWorld['step'] = async (label, act) => {
    world.clock.advance(1000);
    world.facts.begin(label);
    const answer = await act();
    await world.drain();
    return answer;
  };
  await beforehand(world, cast, step);
  const insist = async (what: string, answer: Answer) => {
    if (answer.status < 300) return answer;
    throw new Error(`${what}: ${answer.status} ${answer.body}`);
  };
  const planted = await plantCanaries(
    (what, ask, as) => step(what, async () => insist(what, await world.ask(ask, as))),
    cast,
  );
  const { posts, people, spaces, circles, attributes, conversations, resources } = planted;
  const named = (...labels: string[]) => labels.map((label) => cast.things[label] as string);
  const none = { ids: [], words: [], handles: [], emails: [] };
  const told = {
    ids: [],
    words: Object.values(CANARIES).map((canary) => canary.word),
    handles: [CANARIES.hiddenHandle.word, CANARIES.formerHandle.word, CANARIES.secretHandle.word],
    emails: [CANARIES.email.word],
  };
  // One of each kind serves where it doesn't matter what it is.
  const hidden = [told, ...Object.values(planted).map((ids) => ({ ...none, ids }))];
  const lists = {
    posts: [...posts, ...named("peter's post", "olive's post", 'post in the lab'), ABSENT],
    people: [
      ...people,
      ...(['olive', 'peter', 'quinn'] as const).map((name) => cast.people[name].id),
      ABSENT,
    ],
    spaces: [...spaces, ...named('closed space', 'open space'), ABSENT],
    circles: [...circles, ...named('inner circle'), ABSENT],
    conversations: [...conversations, ABSENT],
    organisations: [...named('organisation'), ...spaces, ABSENT],
    attributes: [...attributes, ...named('disclosure'), ABSENT],
    // What is attached to a post comes last: probes of the Mastodon API take the end of the list.
    resources: [...named('shared folder'), ...resources, ABSENT],
  };
  return {
    world,
    cast,
    planted,
    lines,
    step,
    scene: (viewer) => ({ ...sceneOf({}, hidden, cast, viewer), ...lists }),
  };
}
