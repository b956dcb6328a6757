import { sql } from 'kysely';
import type { Acknowledgement } from '../../privacy/consents.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';

/** Says where the ledger has that a grant was given, or that it ends at an instant. */
type Entered = (grant: string, end: Instant | null) => Acknowledgement;

/** Where the ledger has the grants of an actor; what waits for the next beat, it doesn't have yet. */
export async function enteredFor(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  owner: ActorId,
  grants: readonly string[],
): Promise<Entered> {
  const { rows } = await sql<{
    about: string;
    place: number;
    since: Instant;
    entry: string;
    until: string | null;
  }>`
    select e.about_id as about, e.place, e.entered_at as since, e.content::jsonb ->> 'entry' as entry,
      e.content::jsonb ->> 'until' as until
    from community.ledger_entry e where e.network_id = ${network} and e.subject_id = ${owner}
      and e.about_id = any(${grants}::uuid[]) order by e.entered_at desc, e.place desc`.execute(
    store.community,
  );
  return (grant, end) => {
    const found = rows.find(
      ({ about, entry, until }) =>
        about === grant && (end === null ? entry === 'grant' : until === timestamp(end)),
    );
    return found === undefined
      ? { part: 'ledger', since: null }
      : { part: 'ledger', since: found.since, place: found.place };
  };
}
