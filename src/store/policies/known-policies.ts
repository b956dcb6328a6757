import { type Kysely, sql } from 'kysely';
import type { Policy } from '../../privacy/facts.ts';
import { widest } from '../../privacy/widest.ts';
import type { NetworkId } from '../../privacy/words.ts';
import { param, template } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { engineOf } from './engine.ts';
import { POLICY_JSON, policyOfJson } from './policy-row.ts';

/** The policies of a network as of one version, also those that ended or are yet to begin: facts, of which none changes. */
interface Kept {
  readonly version: number;
  readonly policies: readonly Policy[];
  /** The same while the engine doesn't work. */
  readonly widest: readonly Policy[];
}

interface Memory {
  readonly kept: Map<NetworkId, Kept>;
  readonly reading: Map<NetworkId, Promise<Kept>>;
}

/** Networks whose policies are kept; beyond so many the one that was read first is forgotten. */
const MOST_KEPT = 500;
const NONE: readonly Policy[] = [];
const memories = new WeakMap<Kysely<Database>, Memory>();

/**
 * The policies of a network, from memory where they are known as of this version or a later one. The version is read with
 * whatever is decided, so that what was acknowledged before that began is heeded, by every process.
 * @param version of `community.network`
 */
export async function knownPolicies(
  db: Kysely<Database>,
  network: NetworkId,
  version: number,
): Promise<readonly Policy[]> {
  if (version === 0) return NONE;
  const memory = memoryOf(db);
  let known = memory.kept.get(network);
  while (known === undefined || known.version < version) {
    // One that was begun for an earlier version may come out too old; then it is read again.
    known = await (memory.reading.get(network) ?? read(db, memory, network));
  }
  return engineOf(db).works ? known.policies : known.widest;
}

function memoryOf(db: Kysely<Database>): Memory {
  let memory = memories.get(db);
  if (memory === undefined) {
    memory = { kept: new Map(), reading: new Map() };
    memories.set(db, memory);
  }
  return memory;
}

function read(db: Kysely<Database>, { kept, reading }: Memory, network: NetworkId): Promise<Kept> {
  const running = load(db, network)
    .then((loaded) => {
      if ((kept.get(network)?.version ?? 0) < loaded.version) kept.set(network, loaded);
      const [first] = kept.keys();
      if (kept.size > MOST_KEPT && first !== undefined) kept.delete(first);
      return loaded;
    })
    .finally(() => reading.delete(network));
  reading.set(network, running);
  return running;
}

async function load(db: Kysely<Database>, network: NetworkId): Promise<Kept> {
  const [row] = await ofNetwork.run(db, { network });
  if (row === undefined) throw new Error('the network is gone');
  const policies = (row.policies ?? []).map(policyOfJson);
  return { version: row.version, policies, widest: policies.map(widest) };
}

const ofNetwork = template<{ version: number; policies: Parameters<typeof policyOfJson>[0][] | null }>(
  () => sql`
    select n.policy_version as version, (
      select json_agg(${POLICY_JSON} order by p.valid_from, p.id) from community.policy p
      where p.network_id = ${param('network')}::uuid) as policies
    from community.network n where n.id = ${param('network')}::uuid`,
);
