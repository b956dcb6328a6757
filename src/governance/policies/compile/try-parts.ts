import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cedar } from '../cedar.ts';
import { cedarAction, type PolicyClass } from '../schema/classes.ts';
import { askingAbout } from './ask-cedar.ts';
import { type Mentions, mentionsOf } from './mentions.ts';
import { partsOf } from './parts.ts';

/** Whether a clause forbids a class, part by part; no case is asked twice. */
export interface Trying {
  isForbidden(asked: PolicyClass): boolean;
  /** How often Cedar was asked. */
  readonly count: number;
}

/** The clause, ready to be tried. One clause is tried at a time. */
export function tryParts(cedar: Cedar, json: PolicyJson): Trying {
  let count = 0;
  const parts = partsOf(json).map((part, n) => {
    const ask = askingAbout(cedar, `part ${n}`, part);
    const keyOf = keyFor(mentionsOf(part));
    const known = new Map<string, boolean>();
    return (asked: PolicyClass): boolean => {
      const key = keyOf(asked);
      const before = known.get(key);
      if (before !== undefined) return before;
      count += 1;
      const answer = ask(asked);
      known.set(key, answer);
      return answer;
    };
  });
  return {
    isForbidden: (asked) => parts.every((forbids) => forbids(asked)),
    get count() {
      return count;
    },
  };
}

/** What the part can tell of a class. */
function keyFor(says: Mentions): (asked: PolicyClass) => string {
  const reads = (name: string) => says.reads.has(name);
  const readers: ((asked: PolicyClass) => string | number | undefined)[] = [];
  if (says.principal) readers.push(({ capacity }) => capacity);
  if (says.words('Discipline').length > 0) readers.push(({ disciplines }) => disciplines.join());
  if (says.action) readers.push(({ capacity, action, purpose }) => cedarAction(capacity, action, purpose));
  if (says.resourceTypes.size > 0) readers.push(({ thing }) => `${thing.kind} ${thing.attribute}`);
  if (reads('purpose')) readers.push(({ purpose }) => purpose);
  if (reads('label')) readers.push(({ label }) => label);
  if (reads('conversation')) readers.push(({ conversation }) => conversation);
  if (reads('lawfulBasis')) readers.push(({ basis }) => basis);
  if (reads('hour')) readers.push(({ hour }) => hour);
  if (reads('ageDays')) readers.push(({ ageDays }) => ageDays);
  if (reads('retentionDays')) readers.push(({ retentionDays }) => retentionDays);
  return (asked) => readers.map((read) => read(asked)).join('|');
}
