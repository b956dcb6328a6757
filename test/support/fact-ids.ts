import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Clock } from '../../src/core/clock.ts';
import { type Ids, uuidV7 } from '../../src/core/ids.ts';

/**
 * Ids and random bytes that depend on nothing but the fact they are for: what is made first, or beside it, changes
 * none of them, so that the same fact has the same id in two worlds.
 */
export interface FactIds {
  /** Give this to the app: an id is UUIDv7-shaped, with the clock's time, and told by step, label and turn. */
  readonly ids: (clock: Clock) => Ids;
  /** Told by step and turn. */
  readonly random: (bytes: number) => Buffer;
  /** Begins a step: what is made from now on is told by its label. A label is used once. */
  begin(step: string): void;
  /** Runs `act` as a step of its own, which others may run beside. */
  within<T>(step: string, act: () => Promise<T>): Promise<T>;
}

/** A source of its own, to be used in one world. */
export function factIds(): FactIds {
  const turns = new Map<string, number>();
  const begun = new Set<string>();
  const beside = new AsyncLocalStorage<string>();
  let current = 'before all steps';

  const bytesFor = (fact: string, length: number): Buffer => {
    const step = beside.getStore() ?? current;
    const key = `${step}\0${fact}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return stretch(`${key}\0${turn}`, length);
  };
  const begin = (step: string): void => {
    if (begun.has(step)) throw new Error(`the step "${step}" was there before: its ids would depend on both`);
    begun.add(step);
  };
  return {
    ids: (clock) => ({ next: (fact) => uuidV7(clock, () => bytesFor(`id ${fact}`, 10)).next(fact) }),
    random: (length) => bytesFor('random', length),
    begin(step) {
      begin(step);
      current = step;
    },
    within(step, act) {
      begin(step);
      return beside.run(step, act);
    },
  };
}

function stretch(seed: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let n = 0; n * 32 < length; n++) blocks.push(createHash('sha256').update(`${n}\0${seed}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}
