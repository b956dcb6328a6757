import { ok, type Result, refuse } from '../../core/result.ts';
import { reviewAfter } from '../../privacy/review.ts';
import type { GrantId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { wholeList } from '../actors/list-page.ts';
import { listDecisions, type OwnDecision } from '../decisions/list-decisions.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { settleReview } from '../vault/settle-review.ts';
import { type HeldGrants, readGrants, readHeld } from './held.ts';
import type { Settlement } from './settle.ts';

/** What is to become of rows of the check-up, by their names. */
export interface Answers {
  readonly renew: readonly string[];
  readonly withdraw: readonly string[];
  /** Carried forward, to end by themselves then. */
  readonly shorten: readonly { readonly row: string; readonly until: Instant }[];
  /** All that is due and named in none of these. */
  readonly others: 'renew' | 'withdraw' | null;
}

/**
 * Answers a check-up: rows are carried forward, shortened or withdrawn, in one transaction, as one decision. Nothing
 * widens: a grant that is carried forward goes on as it is. A row that has changed since it was read is nobody's to decide
 * unseen.
 * @param isExpected whether what is due is what the viewer had read; asked where they answer for all of it
 * @returns the decision, null where there was nothing to decide
 */
export async function answerCheckUp(
  deps: Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>,
  viewer: Viewer,
  answers: Answers,
  isExpected: IsExpected<string>,
  at: Instant,
): Promise<Result<OwnDecision | null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const shorten = new Map(answers.shorten.map(({ row, until }) => [row, until]));
  const named = [...answers.renew, ...answers.withdraw, ...shorten.keys()];
  if (new Set(named).size < answers.renew.length + answers.withdraw.length + answers.shorten.length) {
    return refuse({ kind: 'invalid', says: 'A row is named twice; say once what is to become of it.' });
  }
  const tooSoon = answers.shorten.findIndex(({ until }) => until <= at);
  if (tooSoon >= 0) {
    return refuse({
      kind: 'invalid',
      field: `shorten.${tooSoon}.until`,
      says: 'is in the past; withdraw it instead',
    });
  }
  const mine = { network: viewer.network, owner: me.value };
  const settled = await settleReview(
    deps,
    viewer,
    me.value,
    'checked-up',
    async (db) => {
      if (answers.others !== null) {
        const { version } = await readHeld(db, mine, { due: 1, others: 0 }, at);
        if (!isExpected(version)) return outOfDate;
      }
      const rows = await readGrants(db, mine, { rows: named, due: answers.others !== null }, at);
      const found = new Set(rows.map(({ row }) => row));
      if (named.some((row) => !found.has(row))) return outOfDate;
      const answerOf = ({ row }: HeldGrants) => {
        if (answers.renew.includes(row)) return 'renew';
        return answers.withdraw.includes(row) || shorten.has(row) ? 'end' : answers.others;
      };
      return ok(settlementOf(deps, rows, answerOf, shorten, at));
    },
    at,
  );
  if (!settled.ok || settled.value === null) return settled as Result<null>;
  const [decision] = await listDecisions(deps, viewer, wholeList(1), at, { only: settled.value });
  return ok(decision ?? null);
}

function settlementOf(
  { ids }: Pick<Deps, 'ids'>,
  rows: readonly HeldGrants[],
  answerOf: (row: HeldGrants) => string | null,
  shorten: ReadonlyMap<string, Instant>,
  at: Instant,
): Settlement {
  const goesOn = rows.filter((row) => answerOf(row) === 'renew');
  const ends = rows.filter((row) => answerOf(row) !== 'renew');
  return {
    renewed: goesOn.flatMap((row) =>
      row.grants.map((grant) => ({ grant, reviewBy: at + reviewAfter(row), reviewedAt: at })),
    ),
    ended: ends.flatMap(({ grants, objects }) =>
      grants.map((grant, n) => ({ grant, object: objects[n] as (typeof objects)[number] })),
    ),
    shortened: ends.flatMap((row) => {
      const until = shorten.get(row.row);
      if (until === undefined) return [];
      const reviewBy = Math.min(at + reviewAfter(row), until);
      return row.grants.map((grant) => {
        const as = ids.next(`grant ${grant} shortened`) as GrantId;
        return { grant, as, until, reviewBy };
      });
    }),
  };
}
