import { type Kysely, sql } from 'kysely';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import type { Instant } from '../../privacy/words.ts';
import { waitForTurns } from '../../store/allowances.ts';
import { lockPosts, packPosts } from '../../store/packed-facts.ts';
import { forgetParticipations } from '../../store/participations.ts';
import { dropScoresOfAuthor } from '../../store/post-scores.ts';
import { notePresences } from '../../store/presences/note.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { revokeTokens } from '../tokens/token.ts';
import type { PersonaRef } from './persona.ts';

/** What a persona has said and decided, and what stands about it: by whom it is named. */
const OWN_RULES = [
  ['community.connection_rules', 'actor_id'],
  ['community.connection_ending', 'owner_id', 'other_id'],
  ['community.preferred_place', 'actor_id'],
  ['community.contact_request', 'actor_id'],
  ['community.decision', 'owner_id'],
  ['community.consent_refusal', 'owner_id'],
  ['community.dismissed_suggestion', 'owner_id', 'dismissed_id'],
  ['community.bulk_change', 'owner_id'],
  ['community.disclosure_past', 'actor_id'],
  ['community.circle', 'owner_id'],
  ['community.renewal', 'owner_id'],
  ['community.check_up_notice', 'owner_id'],
  ['community.data_request', 'member_id'],
  ['community.breach_notice', 'member_id'],
  ['community.deadline_notice', 'owner_id'],
  ['community.allowance_choice', 'actor_id'],
  ['community.allowance_spent', 'actor_id'],
  ['community.influence_told', 'subject_id'],
  ['community.offer_outcome', 'actor_id'],
  ['community.offer_cap', 'actor_id'],
  ['community.offer_hidden', 'actor_id'],
  // The leaves stay, and say nothing any more.
  ['community.ledger_entry', 'subject_id'],
] as const;

/**
 * Ends all that a persona is on its network: ties, roles, seats, requests, tokens. What it gave and set by itself is deleted, live
 * or ended: grants, circles, copies of attributes. In whose sets it was stays as a fact of theirs that has ended, since
 * whom these keep out they go on to keep out, also if it comes back. What the vault notes of copies is its caller's to
 * remove in the same transaction.
 */
export async function endMembership(
  db: Kysely<Database>,
  { network, id }: PersonaRef,
  at: Instant,
): Promise<void> {
  const now = instantValue(at);
  const end = timestamp(at);
  // Before anything is let go that a count would wait for.
  await waitForTurns(db, network);
  await sql`delete from community.tie where network_id = ${network} and (
    set_key in (${connectionsKey(id)}, ${followersKey(id)})
    or set_key in (select 'circle:' || c.id from community.circle c
      where c.network_id = ${network} and c.owner_id = ${id}))`.execute(db);
  await sql`update community.tie set valid_until = ${end}::timestamptz
    where network_id = ${network} and valid_until > ${now} and member_id = ${id}`.execute(db);
  await notePresences(db, network, [id], at);
  await lockPosts(db, network, sql`p.author_id = ${id}::uuid`);
  // Gone and not ended: nobody looks back at the decisions of who has left.
  const ended = await db
    .deleteFrom('community.grant')
    .where('network_id', '=', network)
    .where('owner_id', '=', id)
    .returning(['object_id', 'object_kind'])
    .execute();
  await dropScoresOfAuthor(db, network, id);
  const posts = ended.flatMap((grant) => (grant.object_kind === 'post' ? [grant.object_id] : []));
  // Locked once more: one may have been published in between.
  await packPosts(db, network, await lockPosts(db, network, sql`p.id = any(${posts}::uuid[])`));
  await db
    .updateTable('community.network_role')
    .set({ valid_until: end })
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .where('valid_until', '>', now)
    .execute();
  for (const table of ['community.seat', 'community.organisation_role'] as const) {
    await db
      .updateTable(table)
      .set({ valid_until: end })
      .where('network_id', '=', network)
      .where('actor_id', '=', id)
      .where('valid_until', '>', now)
      .execute();
  }
  await db
    .deleteFrom('community.policy_change')
    .where('network_id', '=', network)
    .where('owner_id', '=', id)
    .execute();
  await db
    .deleteFrom('community.disclosure')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await db
    .updateTable('community.participant')
    .set({ state: 'left', changed_at: end })
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .where('state', '<>', 'left')
    .execute();
  await db
    .deleteFrom('community.tie_request')
    .where('network_id', '=', network)
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .execute();
  for (const [table, ...columns] of OWN_RULES) {
    await db
      .deleteFrom(table)
      .where('network_id', '=', network)
      .where((eb) => eb.or(columns.map((column) => eb(column, '=', id))))
      .execute();
  }
  await forgetParticipations(db, network, id);
  await db
    .deleteFrom('community.join_request')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await db
    .deleteFrom('community.space_role')
    .where('network_id', '=', network)
    .where('actor_id', '=', id)
    .execute();
  await revokeTokens(db, network, { actor: id }, at);
}
