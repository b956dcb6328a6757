import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { NETWORK } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import { timestamp } from '../../store/time.ts';
import type { Network } from '../networks/network.ts';
import type { GivenAttribute, Newcomer } from '../personas/newcomer.ts';
import { hueOf, loadPersonas, type Persona, type PersonaRef } from '../personas/persona.ts';
import { giveContact, givePresence } from '../personas/presence.ts';
import { takeHandle } from '../personas/take-handle.ts';
import type { OpenAccount } from './account-rows.ts';
import { insertAttribute, keptAttributes } from './attribute-rows.ts';
import type { Bridge } from './bridge-transaction.ts';
import { disclose } from './disclose.ts';
import type { OpenAttribute } from './write-copy.ts';

type CreateDeps = Pick<Deps, 'ids' | 'random'>;

const handleTaken = refuse({
  kind: 'conflict',
  says: 'That handle is taken on this network; choose another.',
});

/** How a newcomer comes in: as a member, or waiting with words for whoever decides. */
export type Admission = { readonly as: 'member' } | { readonly as: 'waiting'; readonly words: string };

/**
 * Makes a persona of the account on the network, or takes up the one with this handle that the account left behind
 * there. The account's row is locked, so that the number of its personas is right.
 */
export async function createPersona(
  deps: CreateDeps,
  bridge: Bridge,
  account: OpenAccount,
  network: Network,
  id: ActorId,
  newcomer: Newcomer,
  admission: Admission,
  at: Instant,
): Promise<Result<Persona>> {
  const mine = await ownPersonas(bridge, account.id, network, at);
  const held = mine.filter(({ state }) => state !== 'left').length;
  if (held >= network.rules.personas_per_account) {
    return refuse({
      kind: 'conflict',
      says: `This network allows ${network.rules.personas_per_account} for each account, and you have as many.`,
    });
  }
  const former = mine.find(({ handle, state }) => handle === newcomer.handle && state === 'left');
  const persona: PersonaRef = { network: network.id, id: former?.id ?? id };
  const named = await bridge.community((db) => writeActor(db, persona, newcomer, former !== undefined, at));
  if (!named) return handleTaken;
  if (former === undefined) await bridge.vault((db) => link(db, account.id, persona));
  await bridge.community((db) => admit(deps, db, persona, newcomer, admission, at));
  for (const given of newcomer.attributes) {
    const attribute = await bridge.vault((db) => keepOnce(deps, db, account, given, at));
    const showing = { ...given, purpose: 'reading', until: FOREVER } as const;
    const shown = await disclose(deps, bridge, account.id, persona, attribute, showing, at);
    if (!shown.ok) return shown;
  }
  const [made] = await bridge.community((db) => loadPersonas(db, [persona], at));
  return made === undefined ? absent : ok(made);
}

/** What the account keeps already isn't kept twice. */
async function keepOnce(
  deps: CreateDeps,
  db: Kysely<Database>,
  account: OpenAccount,
  { kind, value }: GivenAttribute,
  at: Instant,
): Promise<OpenAttribute> {
  const kept = await keptAttributes(db, account);
  const same = kept.find((one) => one.kind === kind && one.value === value);
  return same === undefined
    ? insertAttribute(deps, db, account, { kind, value }, at)
    : { id: same.id, kind, value };
}

async function ownPersonas(
  bridge: Bridge,
  account: string,
  network: Network,
  at: Instant,
): Promise<readonly Persona[]> {
  const links = await bridge.vault((db) =>
    db
      .selectFrom('vault.persona_link')
      .select('persona_id')
      .where('account_id', '=', account)
      .where('network_id', '=', network.id)
      .execute(),
  );
  const refs = links.map((row) => ({ network: network.id, id: row.persona_id }));
  return bridge.community((db) => loadPersonas(db, refs, at));
}

/** @returns false where the handle is or was another's */
async function writeActor(
  db: Kysely<Database>,
  { network, id }: PersonaRef,
  newcomer: Newcomer,
  isThere: boolean,
  at: Instant,
): Promise<boolean> {
  const said = { display_name: newcomer.displayName, note: newcomer.note, naming: newcomer.naming };
  if (isThere) {
    await db
      .updateTable('community.actor')
      .set(said)
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
    return true;
  }
  if (!(await takeHandle(db, network, newcomer.handle, id))) return false;
  await db
    .insertInto('community.actor')
    .values({
      network_id: network,
      id,
      kind: 'persona',
      handle: newcomer.handle,
      ...said,
      colour: hueOf(id),
      // Whoever wants to follow asks first, until the member says otherwise.
      locked: true,
      bot: false,
      settings: '{}',
      created_at: timestamp(at),
    })
    .execute();
  return true;
}

async function link(db: Kysely<Database>, account: string, { network, id }: PersonaRef): Promise<void> {
  await db
    .insertInto('vault.persona_link')
    .values({ account_id: account, network_id: network, persona_id: id })
    .execute();
  await db.insertInto('vault.persona_owner').values({ persona_id: id, account_id: account }).execute();
}

/** A member is tied and shown at once; who waits is shown to nobody until somebody decides. */
async function admit(
  deps: CreateDeps,
  db: Kysely<Database>,
  { network, id }: PersonaRef,
  { presence }: Newcomer,
  admission: Admission,
  at: Instant,
): Promise<void> {
  if (admission.as === 'member') {
    await tie(db, network, NETWORK, [id], at);
    await givePresence(deps, db, network, id, presence, at);
    await giveContact(deps, db, network, id, at);
    return;
  }
  await db
    .insertInto('community.join_request')
    .values({
      network_id: network,
      actor_id: id,
      words: admission.words,
      presence: JSON.stringify(presence),
      created_at: timestamp(at),
    })
    .execute();
}
