import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, MatterId, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Due } from './due.ts';

interface Row {
  readonly matter: MatterId;
  readonly n: number;
  readonly organisation: ActorId;
  readonly what: string;
  readonly kind: string;
  readonly happened_at: Instant;
  readonly discipline: string | null;
  readonly hash: string | null;
  readonly release: string | null;
  /** What was signed, of a version that came into force. */
  readonly signed: string | null;
  readonly signers: readonly string[] | null;
}

/** What every member may know of: the rest is the organisation's own. */
const IN_THE_OPEN: readonly string[] = ['activated', 'confirmed', 'lapsed', 'retired', 'stopped'];

/**
 * Steps of what is signed off that the ledger hasn't yet; they are taken for entered, in the caller's transaction. What came
 * into force, or ended, is about the network; drafts, comments, signatures and refusals are about the organisation. No entry
 * names a person, or says a text: the hash binds it.
 */
export async function takeDueSignOffs(
  trx: Kysely<Database>,
  network: NetworkId,
  limit: number,
): Promise<Due[]> {
  const { rows } = await sql<Row>`
    with due as materialized (
      select e.matter_id, e.n from community.matter_event e where e.network_id = ${network} and not e.entered
      order by e.happened_at, e.matter_id, e.n limit ${limit} for update skip locked),
    taken as (
      update community.matter_event e set entered = true from due
      where e.network_id = ${network} and e.matter_id = due.matter_id and e.n = due.n returning e.*)
    select t.matter_id as matter, t.n, m.organisation_id as organisation, m.kind as what, t.kind, t.happened_at,
      t.deed ->> 'discipline' as discipline, t.deed ->> 'hash' as hash, s.id as release, s.hash as signed,
      s.disciplines as signers
    from taken t
    join community.matter m on m.network_id = ${network} and m.id = t.matter_id
    left join community.sign_off s on s.network_id = ${network} and s.id = (t.deed ->> 'release')::uuid
    order by t.happened_at, t.matter_id, t.n`.execute(trx);
  return rows.map((row) => ({
    subject: IN_THE_OPEN.includes(row.kind) && row.what === 'policy' ? network : row.organisation,
    about: row.matter,
    content: contentOf(network, row),
    isErased: false,
  }));
}

function contentOf(network: NetworkId, row: Row): string {
  const { matter, n, organisation, what, kind, discipline, hash, release, signed, signers } = row;
  return JSON.stringify({
    entry: 'sign-off',
    matter,
    step: n,
    network,
    organisation,
    of: what,
    did: kind,
    discipline,
    hash: signed ?? hash,
    release,
    signers,
    at: timestamp(row.happened_at),
  });
}
