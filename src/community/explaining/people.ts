import type { ActorId } from '../../privacy/words.ts';
import type { Roster } from '../../store/presences/roster.ts';

/** Some of the actors of a network, however many. */
export class People {
  readonly size: number;
  readonly #roster: Roster;
  /** By the roster's numbers, 1 for those who are among them. */
  readonly #marks: Uint8Array;

  constructor(roster: Roster, marks: Uint8Array) {
    this.#roster = roster;
    this.#marks = marks;
    this.size = count(marks);
  }

  /** The first of them in the order of their ids, or of those after one. */
  first(limit: number, after: ActorId | null = null): ActorId[] {
    const found: ActorId[] = [];
    for (const number of this.#roster.order) {
      if (found.length === limit) break;
      if (this.#marks[number] !== 1) continue;
      const id = this.#roster.ids[number] as ActorId;
      if (after === null || id > after) found.push(id);
    }
    return found;
  }

  has(id: ActorId): boolean {
    const number = this.#roster.numberOf(id);
    return number !== undefined && this.#marks[number] === 1;
  }

  /** Those who aren't among the others. */
  without(others: People): People {
    const theirs = others.#on(this.#roster);
    const marks = this.#marks.slice();
    for (let n = 0; n < marks.length; n++) if (theirs[n] === 1) marks[n] = 0;
    return new People(this.#roster, marks);
  }

  /** These and the others; both are of one network. */
  with(others: People): People {
    const marks = new Uint8Array(Math.max(this.#marks.length, this.#roster.length));
    marks.set(this.#marks);
    mark(marks, others.#on(this.#roster));
    return new People(this.#roster, marks);
  }

  /** The marks by the numbers of a roster, which may have been read anew in between. */
  #on(roster: Roster): Uint8Array {
    if (roster === this.#roster) return this.#marks;
    const marks = new Uint8Array(roster.length);
    for (const [n, mark] of this.#marks.entries()) {
      const number = mark === 1 ? roster.numberOf(this.#roster.ids[n] as ActorId) : undefined;
      if (number !== undefined) marks[number] = 1;
    }
    return marks;
  }
}

/** Marks those who are marked in `some` as well. */
export function mark(marks: Uint8Array, some: Uint8Array): void {
  for (let n = 0; n < some.length; n++) if (some[n] === 1) marks[n] = 1;
}

function count(marks: Uint8Array): number {
  let sum = 0;
  for (let n = 0; n < marks.length; n++) sum += marks[n] as number;
  return sum;
}
