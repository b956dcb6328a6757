import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceText, loadKeyNames } from '../audiences/describe-audience.ts';
import { type GrantableKind, ownObject } from '../grants/grantable.ts';
import { pastCopies } from './past-attributes.ts';

/** A grant that began or ended, in words. */
interface ChangedGrant {
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audienceText: string;
}

/** What became of who may do what with a thing at one instant. */
export interface Change {
  readonly at: Instant;
  readonly given: readonly ChangedGrant[];
  readonly ended: readonly ChangedGrant[];
}

interface Row {
  readonly at: Instant;
  readonly ended: boolean;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly any: Audience['any'];
  readonly except: Audience['except'];
}

/**
 * How who may do what with a thing of the viewer's own has changed, the newest change first: every grant that began or
 * ended, whatever ended it.
 * @param limit how many changes
 * @param before only those before this instant
 */
export async function historyOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  thing: { readonly kind: GrantableKind; readonly id: ObjectId },
  { limit, before }: { readonly limit: number; readonly before: Instant },
  at: Instant,
): Promise<Result<readonly Change[]>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  const { kind, id } = thing;
  const isOwn =
    (await ownObject(deps, viewer, kind, id, me)) !== null ||
    (kind === 'attribute' && (await pastCopies(deps, viewer, { id, at: null })).length > 0);
  if (!isOwn) return absent;
  const { rows } = await sql<Row>`
    with change as (
      select g.valid_from as at, false as ended, g.* from community."grant" g
      where g.network_id = ${viewer.network} and g.object_id = ${id} and g.object_kind = ${kind} and g.owner_id = ${me}
        and g.valid_until > g.valid_from
      union all
      select g.valid_until, true, g.* from community."grant" g
      where g.network_id = ${viewer.network} and g.object_id = ${id} and g.object_kind = ${kind} and g.owner_id = ${me}
        and g.valid_until > g.valid_from),
    chosen as (
      select distinct c.at from change c where c.at <= ${instantValue(at)} and c.at < ${instantValue(before)}
      order by c.at desc limit ${limit})
    select c.at, c.ended, c.actions, c.purpose, a.terms as any, a.except_keys as except
    from change c join chosen on chosen.at = c.at
    join community.audience a on a.network_id = ${viewer.network} and a.id = c.audience_id
    order by c.at desc, c.id`.execute(deps.store.community);
  const name = await loadKeyNames(deps, viewer, new Set(rows.flatMap(keysOf)), at);
  const inWords = ({ actions, purpose, any, except }: Row): ChangedGrant => ({
    actions,
    purpose,
    audienceText: audienceText({ any, except }, name),
  });
  return ok(
    [...Map.groupBy(rows, (row) => row.at)].map(([when, those]) => ({
      at: when,
      given: those.filter(({ ended }) => !ended).map(inWords),
      ended: those.filter(({ ended }) => ended).map(inWords),
    })),
  );
}
