import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { noteRefusal } from '../receipts/note-refusal.ts';
import { changeContactRule } from './change-contact-rule.ts';
import { type Contact, readContactRules } from './contact-rules.ts';

export interface ContactRequest {
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly createdAt: Instant;
}

/**
 * Writes that an organisation asks, or lets what stands stand; one that was refused stands for the organisation until it
 * lapses.
 * @returns whether the member is to be told
 */
export async function writeContactRequest(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  { organisation, persona, function: fn }: Contact,
  at: Instant,
): Promise<boolean> {
  const id = ids.next(`contact request ${organisation} ${fn} ${persona}`);
  const { rows } = await sql`
    insert into community.contact_request (network_id, organisation_id, actor_id, function, id, created_at)
    values (${network}, ${organisation}, ${persona}, ${fn}, ${id}, ${timestamp(at)})
    on conflict (network_id, organisation_id, actor_id, function) do update
      set id = excluded.id, created_at = excluded.created_at, refused_at = null
      where contact_request.created_at <= ${instantValue(at - REQUEST_LIFE)}
    returning id`.execute(trx);
  return rows.length > 0;
}

const stands = (at: Instant) =>
  sql<boolean>`r.created_at > ${instantValue(at - REQUEST_LIFE)} and r.refused_at is null`;

/** Organisations that ask whether they may write to the viewer, and wait for an answer; newest first. */
export async function listContactRequests(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<ContactRequest[]> {
  const { rows } = await sql<ContactRequest>`
    select r.id, r.organisation_id as organisation, r.function, r.created_at as "createdAt"
    from community.contact_request r
    where r.network_id = ${viewer.network} and r.actor_id = ${viewer.actor?.id ?? null}::uuid and ${stands(at)}
      and not exists (select 1 from community.block b where b.network_id = r.network_id
        and b.blocker_id = r.actor_id and b.blocked_id = r.organisation_id and b.valid_until > ${instantValue(at)})
      and not exists (select 1 from community.suspension s where s.network_id = r.network_id
        and s.actor_id = r.organisation_id and s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)})
    order by r.id desc limit 200`.execute(store.community);
  return rows;
}

/**
 * Answers an organisation that asked. A yes is a rule for that organisation and function from now on; of a no it isn't
 * told.
 */
export async function answerContactRequest(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: string,
  answer: 'approve' | 'refuse',
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const asked = (await listContactRequests(deps, viewer, at)).find((one) => one.id === id);
  if (asked === undefined) return absent;
  if (answer === 'approve') {
    const rules = await readContactRules(deps, viewer, at);
    const rule = rules.find((one) => one.function === asked.function);
    if (rule === undefined) return absent;
    const others = rule.organisations.filter((one) => one.organisation !== asked.organisation);
    const organisations = [...others, { organisation: asked.organisation, answer: 'yes' as const }];
    const changed = await changeContactRule(deps, viewer, { ...rule, organisations }, () => true, at);
    if (!changed.ok) return changed;
  }
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, asked.organisation, me.value, at);
    const where = sql`network_id = ${viewer.network} and actor_id = ${me.value} and id = ${id}::uuid`;
    if (answer === 'refuse') {
      const { organisation, function: fn, createdAt } = asked;
      await noteRefusal(
        trx,
        deps,
        { network: viewer.network, owner: me.value },
        { organisation, fn, createdAt },
        at,
      );
    }
    await (answer === 'approve'
      ? sql`delete from community.contact_request where ${where}`
      : sql`update community.contact_request set refused_at = ${timestamp(at)}::timestamptz where ${where}`
    ).execute(trx);
  });
  return ok(null);
}
