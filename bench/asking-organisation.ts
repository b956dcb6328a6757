import { type Kysely, sql } from 'kysely';
import { giveSeat } from '../src/community/organisations/change-seats.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { audience, type Key, NETWORK } from '../src/privacy/audience.ts';
import type { AttributeKind, Precision } from '../src/privacy/disclosure.ts';
import type { Purpose } from '../src/privacy/purposes.ts';
import type { Action, ActorId, AudienceId, NetworkId, ObjectKind } from '../src/privacy/words.ts';
import { saveAudience } from '../src/store/audiences.ts';
import type { Database } from '../src/store/schema.ts';

const ids = uuidV7(systemClock);

/** An organisation, who acts for it in marketing, and the audience that is it alone. */
export interface Asker {
  readonly organisation: ActorId;
  readonly seat: ActorId;
  readonly audience: AudienceId;
}

/** An organisation on the network, and somebody with a seat in its marketing. */
export async function makeAsker(db: Kysely<Database>, network: NetworkId): Promise<Asker> {
  const [organisation, seat] = [ids.next('organisation'), ids.next('persona')] as [ActorId, ActorId];
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    values (${network}, ${organisation}, 'organisation', 'asker', '', '', 'chosen', 0, false, false, '{}', now()),
      (${network}, ${seat}, 'persona', 'askers-marketing', '', '', 'chosen', 0, false, false, '{}', now())`.execute(
    db,
  );
  await joinNetwork(db, network, 'ask%');
  const house = { network, organisation };
  await giveSeat(db, { ids }, house, seat, { kind: 'function', name: 'marketing' }, Date.now());
  const alone = audience({ kind: 'persona', persona: organisation });
  if (alone === null) throw new Error('a single atom is an audience');
  return { organisation, seat, audience: await saveAudience(db, network, alone) };
}

/** Makes those whose handle is like that members of the network. */
export const joinNetwork = (db: Kysely<Database>, network: NetworkId, handles: string) =>
  sql`insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
    select ${network}, id, ${NETWORK satisfies Key}, now() - interval '1 day', 'infinity' from community.actor
    where network_id = ${network} and handle like ${handles}`.execute(db);

/** What members let an organisation do with something of theirs. */
interface Letting {
  readonly kind: ObjectKind;
  readonly action: Action;
  readonly purpose: Purpose;
  /** Of a hundred members. */
  readonly share: number;
}

/** Such a share of the personas grants it, as the ledger has it already. */
export const letThem = (
  db: Kysely<Database>,
  network: NetworkId,
  to: AudienceId,
  { kind, action, purpose, share }: Letting,
) =>
  sql`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, excluding_since, valid_from, valid_until, review_by, entered_until)
    select ${network}, id, gen_random_uuid(), ${kind}, id, array[${action}], ${purpose}, ${to},
      '{"actorKinds": ["organisation"]}', now() - interval '1 hour', now() - interval '1 hour', 'infinity',
      now() + interval '1 year', 'infinity'
    from (select id, row_number() over (order by id) as n from community.actor
      where network_id = ${network} and kind = 'persona') a
    where n % 100 < ${share}::int`.execute(db);

/** Whoever's handle is like that shows an audience a copy of each of these, to be read, as the ledger has it already. */
export const showThem = (
  db: Kysely<Database>,
  network: NetworkId,
  to: AudienceId,
  handles: string,
  copies: readonly { readonly kind: AttributeKind; readonly value: string; readonly precision: Precision }[],
) =>
  sql`
    with shown as (
      insert into community.disclosure (network_id, id, actor_id, kind, value, precision, label, disclosed_at)
      select ${network}, gen_random_uuid(), a.id, s.kind, s.value, s.precision, 'public', now() - interval '1 hour'
      from community.actor a, jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as s (kind text, value text, precision text)
      where a.network_id = ${network} and a.kind = 'persona' and a.handle like ${handles}
      returning id, actor_id)
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, excluding_since, valid_from, valid_until, review_by, entered_until)
    select ${network}, id, gen_random_uuid(), 'attribute', actor_id, '{see}', 'reading', ${to}, '{}',
      now() - interval '1 hour', now() - interval '1 hour', 'infinity', now() + interval '1 year', 'infinity' from shown`.execute(
    db,
  );

/** A year of birth by which whoever shows it is of age. */
export const OF_AGE = { kind: 'birth-date', value: '1980', precision: 'year' } as const;

/** So that the database knows what was put in. */
export const analyse = (db: Kysely<Database>) =>
  sql`analyze community.actor, community.tie, community."grant", community.audience, community.audience_term`.execute(
    db,
  );
