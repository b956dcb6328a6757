import type { Kysely } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../schema.ts';
import { loadChangedPresences, loadPresences } from './facts.ts';
import { NOTED_FOR_MS } from './note.ts';
import { Roster } from './roster.ts';

/** Who shows themselves to whom, kept in memory: what is asked for all members of a network needn't be read for each. */
export interface Presences {
  /**
   * The network's roster with every change that was committed before this was called. It goes on changing afterwards:
   * it is to be read at once, but for numbers, which stay.
   */
  at(network: NetworkId, at: Instant): Promise<Roster>;
  /** The roster as it was at an earlier instant; it isn't kept. */
  before(network: NetworkId, at: Instant): Promise<Roster>;
}

/** A roster is forgotten that nobody asked for so long. */
const KEPT_FOR_MS = 15 * 60_000;
/** Clocks of requests and processes differ by so little that what has ended meanwhile may stay ended. */
const SKEW_MS = 60_000;

interface Kept {
  roster: Roster;
  asOf: string;
  at: Instant;
  forget?: NodeJS.Timeout;
}

/** Keeps rosters of the networks that are asked for. Each question looks once for what has changed since the last. */
export function keepPresences(community: Kysely<Database>): Presences {
  const kept = new Map<NetworkId, Kept>();
  const reading = new Map<NetworkId, Line>();

  const fresh = async (
    network: NetworkId,
    at: Instant,
  ): Promise<{ readonly roster: Roster; readonly asOf: string }> => {
    const facts = await loadPresences(community, network, at);
    const roster = new Roster();
    roster.put(facts, at);
    return { roster, asOf: facts.asOf };
  };
  const read = async (network: NetworkId, at: Instant): Promise<Roster> => {
    const known = kept.get(network);
    if (known !== undefined && at > known.at - SKEW_MS && at < known.at + NOTED_FOR_MS / 2) {
      const now = Math.max(at, known.at);
      const due = known.roster.due(now);
      const facts = await loadChangedPresences(community, network, { asOf: known.asOf, due }, now);
      known.roster.put(facts, now);
      known.asOf = facts.asOf;
      known.at = now;
      known.forget?.refresh();
      return known.roster;
    }
    const { roster, asOf } = await fresh(network, at);
    clearTimeout(known?.forget);
    const forget = setTimeout(() => kept.delete(network), KEPT_FOR_MS).unref();
    kept.set(network, { roster, asOf, at, forget });
    return roster;
  };
  return {
    at(network, at) {
      const line = reading.get(network) ?? new Line();
      reading.set(network, line);
      return line.join(at, (latest) => read(network, latest));
    },
    before: async (network, at) => (await fresh(network, at)).roster,
  };
}

/** One look at a time, since an older one must not come after a newer; whoever waits shares the next. */
class Line {
  #running: Promise<unknown> = Promise.resolve();
  #next: { at: Instant; readonly roster: Promise<Roster> } | null = null;

  join(at: Instant, look: (at: Instant) => Promise<Roster>): Promise<Roster> {
    const waiting = this.#next;
    if (waiting !== null) {
      waiting.at = Math.max(waiting.at, at);
      return waiting.roster;
    }
    const roster = this.#running.then(() => {
      const latest = this.#next?.at ?? at;
      this.#next = null;
      return look(latest);
    });
    this.#next = { at, roster };
    this.#running = roster.catch(() => undefined);
    return roster;
  }
}
