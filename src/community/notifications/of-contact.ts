import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Contact } from '../contacts/contact-rules.ts';
import { notify } from './notify.ts';
import { isUnwelcome } from './unwelcome.ts';

/** Tells a member that an organisation asks to write to them, if it still waits. */
export async function notifyOfContact(
  deps: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { organisation, persona, function: fn }: Contact,
  happened: Instant,
  at: Instant,
): Promise<void> {
  const { rows } = await sql`select 1 from community.contact_request r where r.network_id = ${network}
    and r.organisation_id = ${organisation} and r.actor_id = ${persona} and r.function = ${fn}
    and r.refused_at is null`.execute(trx);
  if (rows.length === 0 || (await isUnwelcome(trx, network, persona, organisation, at))) return;
  await notify(
    deps,
    trx,
    network,
    { kind: 'contact_request', to: persona, from: organisation, post: null },
    happened,
  );
}
