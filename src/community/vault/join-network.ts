import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { domainOfEmail } from '../accounts/email-address.ts';
import { networkBySlug } from '../networks/find-networks.ts';
import { redeem } from '../networks/invite.ts';
import type { Network } from '../networks/network.ts';
import { fulfils } from '../personas/newcomer.ts';
import type { Persona } from '../personas/persona.ts';
import { type NewcomerJson, readNewcomer } from '../personas/read-newcomer.ts';
import { type OpenAccount, openAccount } from './account-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { type Admission, createPersona } from './create-persona.ts';

export interface JoinJson extends NewcomerJson {
  /** The network's short name. */
  readonly network: string;
  readonly invite?: string | undefined;
  /** What the newcomer says to whoever decides. */
  readonly words?: string | undefined;
}

/**
 * Makes a persona for the account on a network, as its rules say: a member at once, or waiting until an administrator
 * decides. An invitation admits whatever the rule.
 */
export async function joinNetwork(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random'>,
  account: string,
  json: JoinJson,
  at: Instant,
): Promise<Result<Persona>> {
  const network = await networkBySlug(deps.store.community, json.network);
  if (network === null) return absent;
  const id = deps.ids.next('persona') as ActorId;
  const newcomer = await readNewcomer(deps, network, id, json, at);
  if (!newcomer.ok) return newcomer;
  const complete = fulfils(newcomer.value, network.rules);
  if (!complete.ok) return complete;
  return bridgeTransaction(deps, async (bridge) => {
    const open = await bridge.vault((db) => openAccount(deps, db, account));
    if (open === null) return absent;
    const admission = await bridge.community((db) => admissionOf(db, network, open, json, at));
    if (!admission.ok) return admission;
    return createPersona(deps, bridge, open, network, id, newcomer.value, admission.value, at);
  });
}

async function admissionOf(
  db: Kysely<Database>,
  network: Network,
  account: OpenAccount,
  { invite, words = '' }: JoinJson,
  at: Instant,
): Promise<Result<Admission>> {
  if (invite !== undefined && invite !== '') {
    if (await redeem(db, network.id, invite, at)) return ok({ as: 'member' });
    return refuse({
      kind: 'invalid',
      field: 'invite',
      says: 'this invitation is unknown, used up or over; ask for another',
    });
  }
  switch (network.rules.join) {
    case 'open':
      return ok({ as: 'member' });
    case 'approval':
      return ok({ as: 'waiting', words });
    case 'invited':
      return refuse({ kind: 'forbidden', says: 'One joins this network by invitation.' });
    case 'domain':
      return byDomain(network.rules.domains, account);
  }
}

/** The same words whether the address is of another domain or not yet confirmed would send people in circles. */
function byDomain(domains: readonly string[], account: OpenAccount): Result<Admission> {
  const listed = domains.join(', ');
  if (!domains.includes(domainOfEmail(account.email))) {
    return refuse({ kind: 'forbidden', says: `One joins this network with an e-mail address of ${listed}.` });
  }
  if (account.emailConfirmed) return ok({ as: 'member' });
  return refuse({ kind: 'forbidden', says: 'Confirm your e-mail address first.' });
}
