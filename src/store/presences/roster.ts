import type { ActorId, Instant, Interval } from '../../privacy/words.ts';
import type { PresenceFacts, PresenceGrant } from './facts.ts';

/** A grant by which actors show themselves, each written once for all of them. */
export interface PresenceGroup extends PresenceGrant {
  /** Counted from 0 within its roster. */
  readonly number: number;
}

const MEMBER = 1;
const SUSPENDED = 2;
const OTHER = 4;
const NONE: readonly PresenceGroup[] = [];

/**
 * Who is on a network at one time, and by which grants each shows themselves. Everybody has a number here, which stays
 * theirs, so that many are an array of bytes.
 */
export class Roster {
  /** By number; who has left stays. */
  readonly ids: ActorId[] = [];
  readonly groups: PresenceGroup[] = [];
  /** What is true of each now, by number: {@link MEMBER} and the others together. */
  #states = new Uint8Array(1024);
  /** Live grants to see each, as such. */
  readonly #groupsOf: (readonly PresenceGroup[])[] = [];
  readonly #numbers = new Map<ActorId, number>();
  readonly #groupByName = new Map<string, PresenceGroup>();
  /** Numbers in the order of their ids; null until it is asked for. */
  #order: number[] | null = null;
  /** When something begins or ends for somebody. */
  #due: { readonly at: Instant; readonly id: ActorId }[] = [];
  #nextDue = Number.POSITIVE_INFINITY;

  get length(): number {
    return this.ids.length;
  }

  numberOf(id: ActorId): number | undefined {
    return this.#numbers.get(id);
  }

  isMember(number: number): boolean {
    return ((this.#states[number] ?? 0) & MEMBER) !== 0;
  }

  isSuspended(number: number): boolean {
    return ((this.#states[number] ?? 0) & SUSPENDED) !== 0;
  }

  /** Whether it is an organisation or a group. */
  isOther(number: number): boolean {
    return ((this.#states[number] ?? 0) & OTHER) !== 0;
  }

  groupsOf(number: number): readonly PresenceGroup[] {
    return this.#groupsOf[number] ?? NONE;
  }

  /** Numbers in the order of their ids. */
  get order(): readonly number[] {
    this.#order ??= this.ids.toSorted().map((id) => this.#number(id));
    return this.#order;
  }

  /** Whose facts change by themselves until then, and aren't as they stand here. */
  due(at: Instant): ActorId[] {
    if (at < this.#nextDue) return [];
    return this.#due.filter((one) => one.at <= at).map(({ id }) => id);
  }

  /** Puts facts in the place of what was known of those whom they are about. */
  put(facts: PresenceFacts, at: Instant): void {
    for (const id of facts.of) {
      const number = this.#number(id);
      this.#states[number] = 0;
      this.#groupsOf[number] = NONE;
    }
    this.#due = this.#due.filter((one) => one.at > at);
    this.#each(facts.members, at, (number) => this.#become(number, MEMBER));
    this.#each(facts.suspended, at, (number) => this.#become(number, SUSPENDED));
    for (const id of facts.others) this.#become(this.#number(id), OTHER);
    for (const { grant, ...span } of facts.presences) {
      const group = this.#group(grant);
      const alone: readonly PresenceGroup[] = [group];
      this.#each([span], at, (number) => {
        const known = this.groupsOf(number);
        this.#groupsOf[number] = known.length === 0 ? alone : [...known, group];
      });
    }
    this.#nextDue = this.#due.reduce((next, one) => Math.min(next, one.at), Number.POSITIVE_INFINITY);
  }

  /** Does it for those of whom it is true now, and notes when it begins or ends to be. */
  #each(
    spans: readonly { readonly interval: Interval; readonly people: readonly ActorId[] }[],
    at: Instant,
    set: (number: number) => void,
  ): void {
    for (const { interval, people } of spans) {
      const holds = interval.from <= at;
      const next = holds ? interval.until : interval.from;
      for (const id of people) {
        const number = this.#number(id);
        if (holds) set(number);
        if (Number.isFinite(next)) this.#due.push({ at: next, id });
      }
    }
  }

  #become(number: number, what: number): void {
    this.#states[number] = (this.#states[number] ?? 0) | what;
  }

  #number(id: ActorId): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.ids.push(id) - 1;
    this.#numbers.set(id, number);
    this.#groupsOf.push(NONE);
    if (number >= this.#states.length) {
      const states = new Uint8Array(2 * this.#states.length);
      states.set(this.#states);
      this.#states = states;
    }
    this.#insertInOrder(number, id);
    return number;
  }

  #insertInOrder(number: number, id: ActorId): void {
    if (this.#order === null) return;
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.ids[this.#order[middle] as number], id) < 0) low = middle + 1;
      else high = middle;
    }
    this.#order.splice(low, 0, number);
  }

  #group(grant: PresenceGrant): PresenceGroup {
    const name = JSON.stringify([grant.any, grant.except, grant.conditions, grant.excludingSince]);
    const known = this.#groupByName.get(name);
    if (known !== undefined) return known;
    const group = { ...grant, number: this.groups.length };
    this.groups.push(group);
    this.#groupByName.set(name, group);
    return group;
  }
}

/** As PostgreSQL orders uuids: by their digits. */
const compare = (a = '', b = ''): number => (a < b ? -1 : Number(a > b));
