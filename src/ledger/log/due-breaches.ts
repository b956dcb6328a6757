import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { type BreachStep, breachText, ENTERED, OPENED } from './breach-steps.ts';
import type { Due } from './due.ts';

/**
 * Steps of notebooks of breaches that the ledger hasn't yet; they are taken for entered, in the caller's transaction. They are
 * about the organisation, and name neither who entered them nor who is affected.
 */
export async function takeDueBreaches(
  trx: Kysely<Database>,
  network: NetworkId,
  limit: number,
): Promise<Due[]> {
  const opened = await sql<BreachStep>`
    with due as materialized (
      select b.id from community.breach b where b.network_id = ${network} and not b.entered
      order by b.opened_at, b.id limit ${limit} for update skip locked),
    taken as (
      update community.breach b set entered = true from due where b.network_id = ${network} and b.id = due.id
      returning b.*)
    select ${OPENED} from taken b order by b.opened_at, b.id`.execute(trx);
  const entries = await sql<BreachStep>`
    with due as materialized (
      select e.breach_id, e.n from community.breach_entry e where e.network_id = ${network} and not e.entered
      order by e.made_at, e.breach_id, e.n limit ${limit - opened.rows.length} for update skip locked),
    taken as (
      update community.breach_entry e set entered = true from due
      where e.network_id = ${network} and e.breach_id = due.breach_id and e.n = due.n returning e.*)
    select ${ENTERED} from taken e join community.breach b on b.network_id = ${network} and b.id = e.breach_id
    order by e.made_at, e.breach_id, e.n`.execute(trx);
  return [...opened.rows, ...entries.rows].map((step) => ({
    subject: step.organisation,
    about: step.breach,
    content: breachText(network, step),
    isErased: false,
  }));
}
