import { type Kysely, sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import {
  type Action,
  type ActorId,
  type GrantId,
  type Instant,
  KINDS_OF_ACTORS,
  type ObjectKind,
} from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** A grant over the viewer's own actor, or over all that it says. */
export interface LiveGrant {
  readonly id: GrantId;
  readonly kind: ObjectKind;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: { readonly any: readonly (readonly Key[])[]; readonly except: readonly Key[] };
  readonly conditions: Conditions;
  readonly until: Instant;
  readonly reviewBy: Instant;
}

/** What a control decides: one action for one purpose over one thing that every actor has. */
export interface Slot {
  readonly kind: ObjectKind;
  readonly action: Action;
  readonly purpose: Purpose;
}

/** The grants that hold now over the viewer's own actor, by its presence, ties, posts or attributes as a whole. */
export async function liveGrants(
  db: Kysely<Database>,
  { network, actor }: Pick<Viewer, 'network'> & { readonly actor: { readonly id: ActorId } | null },
  at: Instant,
): Promise<LiveGrant[]> {
  const now = instantValue(at);
  const { rows } = await sql<Omit<LiveGrant, 'audience'> & { any: Key[][]; except: Key[] }>`
    select g.id, g.object_kind as kind, g.actions, g.purpose, a.terms as any, a.except_keys as except, g.conditions,
      g.valid_until as until, g.review_by as "reviewBy"
    from community."grant" g join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
    where g.network_id = ${network} and g.object_id = ${actor?.id ?? null}::uuid
      and g.object_kind = any(${[...KINDS_OF_ACTORS]}::text[])
      and g.valid_from <= ${now} and g.valid_until > ${now} order by g.id`.execute(db);
  return rows.map(({ any, except, ...rest }) => ({ ...rest, audience: { any, except } }));
}

export const isOf = (grant: LiveGrant, { kind, action, purpose }: Slot): boolean =>
  grant.kind === kind && grant.purpose === purpose && grant.actions.includes(action);
