import type { Snapshot } from '../support/database.ts';
import { openWorld, type World } from './world.ts';

/** Two worlds that live through the same steps at the same times; one of them has a fact more. */
export interface Pair {
  readonly with: World;
  readonly without: World;
  /** A step of both; the outbox is worked off after it, unless nothing can have come of the step. */
  step<T>(label: string, act: (world: World) => Promise<T>, isIdle?: (answer: T) => boolean): Promise<Two<T>>;
  /** Many things at one time that change nothing, each with a label of its own. */
  beside<T>(label: string, acts: readonly ((world: World) => Promise<T>)[]): Promise<Two<T>[]>;
  /** Steps in which the two part, one world after the other; afterwards it is the same time in both. */
  part<T>(acts: {
    with: (steps: Steps) => Promise<T>;
    without: (steps: Steps) => Promise<unknown>;
  }): Promise<T>;
  /** Lets time pass in both. */
  wait(milliseconds: number): void;
  close(): Promise<void>;
}

/** Steps in one of the worlds. */
export interface Steps {
  step<T>(label: string, act: (world: World) => Promise<T>): Promise<T>;
  /** Time passes as in a step that the other world has, and this one hasn't. */
  pass(): void;
}

export interface Two<T> {
  readonly with: T;
  readonly without: T;
}

const BETWEEN_STEPS_MS = 1000;
/** How long the worlds may live apart. */
const PARTING_MS = 60 * BETWEEN_STEPS_MS;
/** Requests under way at once in each world: as many as it has connections. */
const BESIDE = 8;

/** Opens both worlds as copies of one. */
export async function openPair(from: Snapshot, at: number): Promise<Pair> {
  const [one, other] = await Promise.all([openWorld(at, from), openWorld(at, from)]);
  const worlds: Two<World> = { with: one, without: other };
  let now = at;
  const tick = () => {
    now += BETWEEN_STEPS_MS;
    one.clock.set(now);
    other.clock.set(now);
  };
  const inBoth = async <T>(act: (world: World) => Promise<T>): Promise<Two<T>> => {
    const [first, second] = await Promise.all([act(worlds.with), act(worlds.without)]);
    return { with: first, without: second };
  };
  const begin = (label: string) => {
    tick();
    one.facts.begin(label);
    other.facts.begin(label);
  };
  return {
    ...worlds,
    async step(label, act, isIdle = () => false) {
      begin(label);
      return inBoth(async (world) => {
        const answer = await act(world);
        if (!isIdle(answer)) await world.drain();
        return answer;
      });
    },
    async beside(label, acts) {
      tick();
      return mapInTurn(acts, BESIDE, (act, i) =>
        inBoth((world) => world.facts.within(`${label} ${i}`, () => act(world))),
      );
    },
    async part(acts) {
      const began = now;
      const stepsIn = (world: World): Steps => {
        let then = began;
        const pass = () => {
          then += BETWEEN_STEPS_MS;
          world.clock.set(then);
        };
        return {
          pass,
          async step(label, act) {
            pass();
            world.facts.begin(label);
            const answer = await act(world);
            await world.drain();
            return answer;
          },
        };
      };
      const answer = await acts.with(stepsIn(one));
      await acts.without(stepsIn(other));
      now = began + PARTING_MS;
      tick();
      return answer;
    },
    wait(milliseconds) {
      now += milliseconds;
      one.clock.set(now);
      other.clock.set(now);
    },
    async close() {
      await inBoth((world) => world.close());
    },
  };
}

/** Maps with at most so many under way at once; the order of the answers is that of the items. */
async function mapInTurn<T, R>(
  items: readonly T[],
  most: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < items.length; i = next++) answers[i] = await map(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
  return answers;
}
