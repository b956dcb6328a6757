import { type Kysely, sql } from 'kysely';
import { type Audience, canonical, type Key, NO_ONE } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Action, GrantId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Who meets an actor, who finds it in the directory and in searches, who sees its ties, and who may write to it. */
export interface OwnPresence {
  readonly see: Audience;
  readonly find: Audience;
  readonly ties: Audience;
  /** Who may write to it without asking first. */
  readonly contact: Audience;
}

export const PLACES = {
  see: { kind: 'presence', action: 'see' },
  find: { kind: 'presence', action: 'find' },
  ties: { kind: 'ties', action: 'see' },
  contact: { kind: 'presence', action: 'contact' },
} as const;

export type Place = keyof typeof PLACES;

export interface LiveGrant {
  id: GrantId;
  kind: 'presence' | 'ties';
  actions: Action[];
  any: Key[][];
  except: Key[];
  conditions: Conditions;
  until: Instant;
  review_by: Instant;
}

/** The viewer's own presence, by the grants that hold now. Where there are several, all of whom any admits. */
export async function readPresence(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<OwnPresence> {
  return presenceOf(await liveGrants(store.community, viewer, at));
}

export function presenceOf(grants: readonly LiveGrant[]): OwnPresence {
  const of = (place: Place): Audience => {
    const those = grants.filter((grant) => isFor(grant, place));
    const [first, ...more] = those;
    if (first === undefined) return NO_ONE;
    // Kept out is only who every grant keeps out.
    const except = first.except.filter((key) => more.every((grant) => grant.except.includes(key)));
    return (
      canonical(
        those.flatMap((grant) => grant.any),
        except,
      ) ?? NO_ONE
    );
  };
  return { see: of('see'), find: of('find'), ties: of('ties'), contact: of('contact') };
}

export const isFor = (grant: LiveGrant, place: Place): boolean =>
  grant.kind === PLACES[place].kind && grant.actions.includes(PLACES[place].action);

export async function liveGrants(db: Kysely<Database>, viewer: Viewer, at: Instant): Promise<LiveGrant[]> {
  const now = instantValue(at);
  const { rows } = await sql<LiveGrant>`
    select g.id, g.object_kind as kind, g.actions, a.terms as any, a.except_keys as except, g.conditions,
      g.valid_until as until, g.review_by
    from community."grant" g join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
    where g.network_id = ${viewer.network} and g.object_id = ${viewer.actor?.id ?? null}::uuid
      and g.object_kind in ('presence', 'ties') and g.purpose = 'reading'
      and g.valid_from <= ${now} and g.valid_until > ${now} order by g.id`.execute(db);
  return rows;
}
