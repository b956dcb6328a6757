import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Audience, canonical, type Key, NO_ONE } from '../../privacy/audience.ts';
import { type Conditions, NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give, withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { type LeastAudience, reaches, readRules } from '../networks/rules.ts';
import { REVIEW_AFTER_MS } from '../personas/presence.ts';

/** Who meets an actor, who finds it in the directory and in searches, and who sees its connections and followers. */
export interface OwnPresence {
  readonly see: Audience;
  readonly find: Audience;
  readonly ties: Audience;
}

const PLACES = {
  see: { kind: 'presence', action: 'see' },
  find: { kind: 'presence', action: 'find' },
  ties: { kind: 'ties', action: 'see' },
} as const;

type Place = keyof typeof PLACES;

interface LiveGrant {
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

function presenceOf(grants: readonly LiveGrant[]): OwnPresence {
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
  return { see: of('see'), find: of('find'), ties: of('ties') };
}

const isFor = (grant: LiveGrant, place: Place): boolean =>
  grant.kind === PLACES[place].kind && grant.actions.includes(PLACES[place].action);

async function liveGrants(db: Kysely<Database>, viewer: Viewer, at: Instant): Promise<LiveGrant[]> {
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

/** Audiences as the API says them; what isn't given stays. */
export type PresenceChanges = { readonly [P in Place]?: unknown };

/**
 * Changes who meets and finds the viewer's own actor, from now on: every live grant to it ends, for the one that is
 * said. Never below what the network asks of its members.
 */
export async function changePresence(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  changes: PresenceChanges,
  at: Instant,
): Promise<Result<OwnPresence>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const parsed = new Map<Place, Audience>();
  for (const place of Object.keys(PLACES) as Place[]) {
    if (changes[place] === undefined) continue;
    const audience = await parseAudience(deps, viewer, changes[place], at);
    if (!audience.ok) return audience;
    const refusal = await tooNarrow(deps, viewer, place, audience.value);
    if (refusal !== null) return refusal;
    parsed.set(place, audience.value);
  }
  return deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    for (const [place, audience] of parsed) await replace(trx, deps, viewer, me.value, place, audience, at);
    return ok(presenceOf(await liveGrants(trx, viewer, at)));
  });
}

/** Refuses what shows the actor to fewer than its network asks for; null where it doesn't. */
export async function tooNarrow(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  place: Place,
  audience: Audience,
): Promise<ReturnType<typeof refuse> | null> {
  if (place === 'ties' || viewer.actor?.kind !== 'persona') return null;
  const network = await store.community
    .selectFrom('community.network')
    .select(['rules', 'title'])
    .where('id', '=', viewer.network)
    .executeTakeFirstOrThrow();
  const least: LeastAudience = readRules(network.rules).least_presence[place];
  if (reaches(audience, least)) return null;
  const who = { network: 'every member', 'signed-in': 'everybody who is signed in', everyone: 'everybody' };
  const deed = place === 'see' ? 'see you when they meet you' : 'find you in the directory';
  const says = `${network.title} asks its members to let ${who[least as keyof typeof who] ?? least} ${deed}; to be seen by fewer, leave it`;
  return refuse({ kind: 'invalid', field: place, says });
}

async function replace(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  viewer: Viewer,
  me: ActorId,
  place: Place,
  audience: Audience,
  at: Instant,
): Promise<void> {
  const { network } = viewer;
  const { kind, action } = PLACES[place];
  const object = { kind, id: me as string as ObjectId } as const;
  const grantOf = (
    actions: readonly Action[],
    rest: Pick<LiveGrant, 'conditions' | 'until' | 'review_by'>,
  ) => ({
    id: deps.ids.next(`grant ${kind} ${actions.join()}`) as GrantId,
    owner: me,
    object,
    actions,
    purpose: 'reading' as const,
    conditions: rest.conditions,
    from: at,
    until: rest.until,
    reviewBy: rest.review_by,
  });
  for (const grant of await liveGrants(trx, viewer, at)) {
    if (!isFor(grant, place)) continue;
    await withdraw(trx, network, object, at, { grant: grant.id });
    const others = grant.actions.filter((one) => one !== action);
    if (others.length === 0) continue;
    await give(trx, network, {
      ...grantOf(others, grant),
      audience: { any: grant.any, except: grant.except },
    });
  }
  if (audience.any.length === 0) return;
  const forever = { conditions: NO_CONDITIONS, until: FOREVER, review_by: at + REVIEW_AFTER_MS };
  await give(trx, network, { ...grantOf([action], forever), audience });
}
