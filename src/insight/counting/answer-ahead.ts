import { type Kysely, sql } from 'kysely';
import { type Result, refuse } from '../../core/result.ts';
import type { ActorId, GrantId, Instant, NetworkId } from '../../privacy/words.ts';
import { type InTurn, type Turn, withEnough } from '../../store/allowances.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Asked, answerParts, lookAhead, type PartsAnswer } from './answer-once.ts';
import { stand } from './found-first.ts';
import type { Going } from './going.ts';
import type { Part, Telling } from './measure.ts';

/** What is worked out before the turn is taken, and then told. */
interface Working<Worked> {
  readonly parts: readonly Part[];
  readonly telling: Telling;
  readonly going: Going;
  /** Works it out, outside of any transaction. It may take long: nobody waits for it. */
  readonly work: (turn: Turn) => Promise<Worked>;
  /** Everybody whom it is about. */
  readonly about: (worked: Worked) => readonly Participant[];
  readonly count: (trx: InTurn, worked: Worked) => Promise<readonly (readonly number[])[]>;
}

interface Participant {
  readonly subject: ActorId;
  readonly grants: readonly GrantId[];
}

/** So often it is worked out anew, where it is about somebody whose allowance was used up meanwhile. */
const MOST_TRIES = 3;

/**
 * As {@link answerParts}, for numbers in which what one member is worth depends on others: nobody can be left out of them
 * afterwards. They are worked out before anything is locked; then, in the turn, everybody whom they are about must be there still
 * and have enough left, or they are worked out anew. The same question that is asked at once is worked out once in a process, and paid
 * for once in all of them.
 */
export function answerAhead<Worked>(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  asked: Asked,
  { parts, telling, going, work, about, count }: Working<Worked>,
  at: Instant,
): Promise<Result<PartsAnswer>> {
  const once = async (): Promise<Result<PartsAnswer>> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const ahead = await lookAhead(deps, network, asked, parts, at);
      if (!ahead.ok) return ahead;
      if ('answer' in ahead.value) return { ok: true, value: ahead.value.answer };
      const worked = await work(ahead.value.turn);
      try {
        return await answerParts(
          deps,
          network,
          asked,
          {
            parts,
            telling,
            async count(trx) {
              await holdTo(trx, network, about(worked), at);
              return count(trx, worked);
            },
          },
          at,
        );
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
      }
    }
    return othersCount;
  };
  // Nobody's request waits for a job.
  return oneAtATime(`${going.longestMs} ${network} ${asked.organisation} ${asked.canonical}`, once);
}

const othersCount = refuse({
  kind: 'too-many',
  says: 'Others used up what members allow while this was worked out. Nothing was spent; ask again in a minute.',
  retryAfterSeconds: 60,
});

/** Thrown in the turn, so that nothing is spent. */
class Outdated extends Error {}

async function holdTo(
  trx: InTurn,
  network: NetworkId,
  about: readonly Participant[],
  at: Instant,
): Promise<void> {
  const all = sql`select a.subject from unnest(${about.map(({ subject }) => subject)}::uuid[],
      ${about.map(({ grants }) => grants[0] ?? null)}::uuid[]) as a (subject, lets)
    where ${stand(network, sql`array[a.lets]`)}`;
  if ((await manyOf(trx, withEnough(network, trx.turn, all, at))) !== about.length) throw new Outdated();
}

async function manyOf(db: Kysely<Database>, found: Sql<unknown>): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*)::int as many from (${found}) f`.execute(db);
  return rows[0]?.many ?? 0;
}

const last = new Map<string, Promise<unknown>>();

/** One after the other, by what they are about: whoever comes second finds what the first one came to. */
function oneAtATime<T>(about: string, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(about) ?? Promise.resolve()).then(work, work);
  const over = () => {
    if (last.get(about) === turn) last.delete(about);
  };
  last.set(about, turn);
  turn.then(over, over);
  return turn;
}
