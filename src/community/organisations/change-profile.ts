import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import { PROFILE_KINDS, type ProfileKind } from '../../privacy/disclosure.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give, withdraw } from '../../store/grants.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { updateProfile } from '../actors/update-profile.ts';
import { parseAudienceIn } from '../audiences/parse-audience.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { asHouse } from './as-house.ts';

/** One line of a profile, and to whom it is shown. */
interface ProfileLine {
  readonly value: string;
  readonly audience: unknown;
}

/** What isn't given stays; null takes the line away. */
export interface ProfileChange {
  readonly displayName?: string | undefined;
  readonly note?: string | undefined;
  readonly lines: { readonly [K in ProfileKind]?: ProfileLine | null | undefined };
}

/**
 * Changes what an organisation says of itself, as one of its keepers. Each line is a thing of the organisation's own with a
 * grant of its own, as a member's attributes are; but there is no vault behind it.
 */
export async function changeOrganisationProfile(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  { displayName, note, lines }: ProfileChange,
  at: Instant,
): Promise<Result<null>> {
  const house = await asHouse(deps, viewer, organisation, at);
  if (!house.ok) return house;
  const wanted: { kind: ProfileKind; value: string; audience: Audience | null }[] = [];
  for (const kind of PROFILE_KINDS) {
    const line = lines[kind];
    if (line === undefined) continue;
    const value = line?.value.normalize('NFC').trim() ?? '';
    if (line !== null && kind === 'website' && !isAddress(value)) {
      return refuse({ kind: 'invalid', field: `lines.${kind}.value`, says: 'is no address of a website' });
    }
    if (line === null || value === '') {
      wanted.push({ kind, value, audience: null });
      continue;
    }
    const audience = await parseAudienceIn(`lines.${kind}.audience`, deps, house.value, line.audience, at);
    if (!audience.ok) return audience;
    wanted.push({ kind, value, audience: audience.value });
  }
  const named = await updateProfile(deps, house.value, { displayName, note }, at);
  if (!named.ok) return named;
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, network, organisation, organisation, at);
    for (const { kind, value, audience } of wanted) {
      await endLine(trx, network, organisation, kind, at);
      if (audience === null || audience.any.length === 0) continue;
      const id = deps.ids.next(`profile ${organisation} ${kind}`) as ObjectId;
      const copy = { kind, value, precision: 'exact', label: 'public' } as const;
      await trx
        .insertInto('community.disclosure')
        .values({ network_id: network, id, actor_id: organisation, ...copy, disclosed_at: timestamp(at) })
        .execute();
      await give(trx, network, {
        id: deps.ids.next(`profile grant ${organisation} ${kind}`) as GrantId,
        owner: organisation,
        object: { kind: 'attribute', id },
        actions: ['see'],
        purpose: 'reading',
        audience,
        conditions: NO_CONDITIONS,
        from: at,
        until: FOREVER,
      });
    }
    if (wanted.length > 0)
      await noteDecision(trx, deps, { network, owner: organisation, kind: 'attributes' }, at);
  });
  return ok(null);
}

const isAddress = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? '');

/** What was shown is shown no longer; that it was stays, without what it said. */
async function endLine(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  kind: ProfileKind,
  at: Instant,
): Promise<void> {
  const { rows } = await sql<{ id: ObjectId }>`select d.id from community.disclosure d
    where d.network_id = ${network} and d.actor_id = ${organisation} and d.kind = ${kind}`.execute(db);
  for (const { id } of rows) {
    await withdraw(db, network, { kind: 'attribute', id }, at);
    await notePastCopies(db, network, sql`d.id = ${id}::uuid`, at);
    await db
      .deleteFrom('community.disclosure')
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
  }
}
