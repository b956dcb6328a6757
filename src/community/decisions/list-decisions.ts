import { sql } from 'kysely';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { DecisionKind } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { GRANTABLE_KINDS, type GrantableKind, loadOwnObjects } from '../grants/grantable.ts';
import { grantsOfDecisions, renewalsOfDecisions } from './grants-of-decisions.ts';

/** One of the grants that a decision gave or ended. */
interface DecidedGrant {
  readonly object: { readonly kind: GrantableKind; readonly id: ObjectId; readonly text: string };
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: Audience;
  readonly audienceText: string;
}

/** What a decision did: how many grants, and the first of them. */
export interface Decided {
  readonly count: number;
  readonly first: readonly DecidedGrant[];
}

/** A decision of the viewer's own, as they read it. */
export interface OwnDecision {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly at: Instant;
  readonly undoneAt: Instant | null;
  readonly given: Decided;
  readonly ended: Decided;
  /** What it carried forward. */
  readonly renewed: Decided;
}

/** Which of them. */
interface DecisionFilter {
  readonly only?: string | null;
  readonly kinds?: DecisionKind[] | null;
}

const SHOWN = 3;

/** What to call what isn't there any longer. */
const GONE: Partial<Record<GrantableKind, string>> = { attribute: 'an attribute that you no longer show' };

interface Row {
  decided_at: Instant;
  /** Null is carried forward. */
  ended: boolean | null;
  count: number;
  kind: GrantableKind;
  id: ObjectId;
  actions: Action[];
  purpose: Purpose;
  any: Audience['any'];
  except: Audience['except'];
}

/** The viewer's own decisions, the newest first, each with what it gave and what it ended. */
export async function listDecisions(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: ListPage,
  at: Instant,
  { only = null, kinds = null }: DecisionFilter = {},
): Promise<OwnDecision[]> {
  const owner = viewer.actor?.id;
  if (owner === undefined) return [];
  const { network } = viewer;
  const found = await sql<Pick<OwnDecision, 'id' | 'kind' | 'at' | 'undoneAt'>>`
    select d.id, d.kind, d.decided_at as at, d.undone_at as "undoneAt" from community.decision d
    where d.network_id = ${network} and d.owner_id = ${owner} and (${only}::uuid is null or d.id = ${only}::uuid)
      and (${kinds}::text[] is null or d.kind = any(${kinds}::text[]))
      and ${pageClause('d.id', page)}`.execute(deps.store.community);
  const decisions = turned(found.rows, page);
  if (decisions.length === 0) return [];
  const times = decisions.map((one) => one.at);
  const { rows } = await sql<Row>`
    select n.decided_at, n.ended, n.count, n.object_kind as kind, n.object_id as id, n.actions, n.purpose,
      a.terms as any, a.except_keys as except
    from (
      select g.*, count(*) over (partition by g.decided_at, g.ended) as count,
        row_number() over (partition by g.decided_at, g.ended order by g.id) as n
      from (select * from ${grantsOfDecisions({ network, owner, times })} d
        union all select * from ${renewalsOfDecisions({ network, owner, times })} r) g
      where g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])) n
    join community.audience a on a.network_id = ${network} and a.id = n.audience_id
    where n.n <= ${SHOWN} order by n.decided_at, n.ended, n.n`.execute(deps.store.community);
  const [name, objects] = await Promise.all([
    loadKeyNames(deps, viewer, rows.flatMap(keysOf), at),
    loadOwnObjects(deps, viewer, [...new Set(rows.map(({ id }) => id))], owner),
  ]);
  const decided = (time: Instant, ended: boolean | null): Decided => {
    const those = rows.filter((row) => row.decided_at === time && row.ended === ended);
    return {
      count: those[0]?.count ?? 0,
      first: those.map(({ kind, id, actions, purpose, any, except }) => ({
        object: {
          kind,
          id,
          text:
            objects.find((one) => one.kind === kind && one.id === id)?.text ??
            GONE[kind] ??
            'something that is gone',
        },
        actions,
        purpose,
        audience: { any, except },
        audienceText: audienceText({ any, except }, name),
      })),
    };
  };
  return decisions.map((one) => ({
    ...one,
    given: decided(one.at, false),
    ended: decided(one.at, true),
    renewed: decided(one.at, null),
  }));
}
