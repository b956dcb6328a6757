import { sql } from 'kysely';
import type { MatterId, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';

/** How many letters and questions went out by what was signed in a matter. It is the organisation's own deed, and names nobody. */
export async function campaignSent(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  matter: MatterId,
): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    select count(*)::integer as sent from community.sign_off s join community.outbound_letter l
      on l.network_id = ${network} and l.organisation_id = s.organisation_id and l.sign_off_id = s.id
    where s.network_id = ${network} and s.matter_id = ${matter}`.execute(store.community);
  return rows[0]?.sent ?? 0;
}
