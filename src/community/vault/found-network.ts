import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { audience } from '../../privacy/audience.ts';
import type { ActorId, Instant, Label, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, NetworkKind } from '../../store/schema.ts';
import { requireSignOff } from '../../store/sign-offs.ts';
import { timestamp } from '../../store/time.ts';
import { appoint } from '../networks/administrators.ts';
import type { Network } from '../networks/network.ts';
import type { FounderPersona, NewNetwork } from '../networks/read-network.ts';
import type { Persona } from '../personas/persona.ts';
import { type OpenAccount, openAccount } from './account-rows.ts';
import { type Bridge, bridgeTransaction } from './bridge-transaction.ts';
import { createPersona } from './create-persona.ts';

type FoundDeps = Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random'>;
type GovernedDeps = FoundDeps & Pick<Deps, 'governedBy'>;

/** A network and the persona of its founder, who administers it. */
export interface Founded {
  readonly network: Network;
  readonly persona: Persona;
}

/**
 * Makes a network. Only accounts that may: on a server of a company, strangers who sign up don't. Where an organisation
 * governs the server, its experts have signed exactly this network before.
 */
export async function foundNetwork(
  deps: GovernedDeps,
  account: string,
  network: NewNetwork,
  persona: FounderPersona,
  at: Instant,
): Promise<Result<Founded>> {
  return bridgeTransaction(deps, async (bridge) => {
    const open = await bridge.vault((db) => openAccount(deps, db, account));
    if (open === null) return absent;
    if (!open.founder) {
      return refuse({ kind: 'forbidden', says: 'Your account may not make networks on this server.' });
    }
    const signed = await bridge.community((db) => mayBegin(db, deps, network, at));
    return signed.ok ? foundWithin(deps, bridge, open, network, persona, at) : signed;
  });
}

/** The same within a transaction, where it was asked already whether the account may. */
export async function foundWithin(
  deps: FoundDeps,
  bridge: Bridge,
  account: OpenAccount,
  json: NewNetwork,
  persona: FounderPersona,
  at: Instant,
): Promise<Result<Founded>> {
  const network = { ...json, id: deps.ids.next('network') as NetworkId };
  if (!(await bridge.community((db) => insertNetwork(db, network, at)))) {
    return refuse({ kind: 'conflict', says: 'That short name or that domain is taken; choose another.' });
  }
  const members = audience({ kind: 'network' });
  if (members === null) throw new Error('a single atom is an audience');
  const newcomer = {
    handle: persona.handle,
    displayName: persona.display_name,
    naming: persona.naming,
    note: persona.note,
    presence: { see: members, find: members },
    attributes: [],
  };
  const id = deps.ids.next('persona') as ActorId;
  const made = await createPersona(deps, bridge, account, network, id, newcomer, { as: 'member' }, at);
  if (!made.ok) return made;
  await bridge.community((db) => appoint(db, network.id, id, at));
  return ok({ network, persona: { ...made.value, administrator: true } });
}

async function insertNetwork(
  db: Kysely<Database>,
  network: NewNetwork & { readonly id: NetworkId },
  at: Instant,
): Promise<boolean> {
  const row = await db
    .insertInto('community.network')
    .values({
      id: network.id,
      slug: network.slug,
      title: network.title,
      description: network.description,
      kind: network.kind,
      rules: JSON.stringify(network.rules),
      highest_label: network.highest_label ?? USUAL_LABEL[network.kind],
      domain: network.domain ?? null,
      created_at: timestamp(at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What is at home among staff isn't among customers. */
const USUAL_LABEL: Record<NetworkKind, Label> = {
  employee: 'trade-secret',
  partner: 'confidential',
  customer: 'internal',
  open: 'public',
};

/** Whether the governing organisation's experts have signed it; one that isn't there has signed nothing. */
async function mayBegin(
  db: Kysely<Database>,
  { governedBy }: Pick<Deps, 'governedBy'>,
  { slug, kind }: NewNetwork,
  at: Instant,
): Promise<Result<null>> {
  if (governedBy === null) return ok(null);
  const home = await db
    .selectFrom('community.network as n')
    .innerJoin('community.actor as a', 'a.network_id', 'n.id')
    .select(['n.id as network', 'a.id as organisation'])
    .where('n.slug', '=', governedBy.network)
    .where('a.handle', '=', governedBy.handle)
    .where('a.kind', '=', 'organisation')
    .executeTakeFirst();
  const signed =
    home === undefined
      ? absent
      : await requireSignOff(
          db,
          home.network,
          { kind: 'network', organisation: home.organisation, what: { slug, kind } },
          at,
        );
  if (signed.ok) return signed;
  const says =
    'New networks on this server begin once the experts of the organisation that runs it have signed them.';
  return refuse({ kind: 'forbidden', says });
}
