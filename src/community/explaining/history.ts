import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type Audience, keysOf } from '../../privacy/audience.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, AudienceId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
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
  readonly id: GrantId;
  readonly audience: AudienceId;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly from: Instant;
  readonly until: Instant;
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
  // All of them: a thing has few grants at a time, and those that begin or end within a page are found here faster.
  const { rows } = await sql<Row>`
    select g.id, g.audience_id as audience, g.actions, g.purpose, g.valid_from as from, g.valid_until as until
    from community."grant" g
    where g.network_id = ${viewer.network} and g.object_id = ${id} and g.object_kind = ${kind} and g.owner_id = ${me}
      and g.valid_until > g.valid_from order by g.id`.execute(deps.store.community);
  const changes = changesOf(rows, Math.min(before, at + 1)).slice(0, limit);
  const said = await audiencesInWords(deps, viewer, changes, at);
  const inWords = ({ actions, purpose, audience }: Row): ChangedGrant => ({
    actions,
    purpose,
    audienceText: said.get(audience) ?? '',
  });
  return ok(
    changes.map(({ given, ended, ...rest }) => ({
      ...rest,
      given: given.map(inWords),
      ended: ended.map(inWords),
    })),
  );
}

interface RowChange {
  readonly at: Instant;
  readonly given: Row[];
  readonly ended: Row[];
}

/** What began and ended at each instant before another, the newest first. */
function changesOf(rows: readonly Row[], before: Instant): RowChange[] {
  const changes = new Map<Instant, RowChange>();
  const at = (instant: Instant): RowChange => {
    const known = changes.get(instant) ?? { at: instant, given: [], ended: [] };
    changes.set(instant, known);
    return known;
  };
  for (const row of rows) {
    if (row.from < before) at(row.from).given.push(row);
    if (row.until < before) at(row.until).ended.push(row);
  }
  return [...changes.values()].sort((one, other) => other.at - one.at);
}

/** Each audience once, however many grants were for it. */
async function audiencesInWords(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  changes: readonly RowChange[],
  at: Instant,
): Promise<ReadonlyMap<AudienceId, string>> {
  const ids = new Set(changes.flatMap(({ given, ended }) => [...given, ...ended]).map((row) => row.audience));
  const { rows } = await sql<Audience & { id: AudienceId }>`
    select a.id, a.terms as any, a.except_keys as except from community.audience a
    where a.network_id = ${viewer.network} and a.id = any(${[...ids]}::uuid[])`.execute(deps.store.community);
  const name = await loadKeyNames(deps, viewer, new Set(rows.flatMap(keysOf)), at);
  return new Map(rows.map((row) => [row.id, audienceText(row, name)]));
}
