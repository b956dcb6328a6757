import type { Kysely } from 'kysely';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { OpenAccount } from './account-rows.ts';
import { seal, unseal } from './seal.ts';
import type { OpenAttribute } from './write-copy.ts';

const words = (account: string, attribute: string): string => `${account} attribute ${attribute}`;

/** Seals the value for the row of this attribute. */
const sealValue = (
  deps: Pick<Deps, 'random'>,
  account: OpenAccount,
  attribute: string,
  value: string,
): Buffer => seal(deps, account.key, value, words(account.id, attribute));

/** Opens the value of this attribute's row. */
const openValue = (account: OpenAccount, attribute: string, sealed: Buffer): string =>
  unseal(account.key, sealed, words(account.id, attribute)).toString('utf8');

/** Puts an attribute into the vault, sealed. */
export async function insertAttribute(
  deps: Pick<Deps, 'random' | 'ids'>,
  db: Kysely<Database>,
  account: OpenAccount,
  { kind, value }: { readonly kind: AttributeKind; readonly value: string },
  at: Instant,
): Promise<OpenAttribute> {
  const id = deps.ids.next('attribute');
  await db
    .insertInto('vault.attribute')
    .values({
      account_id: account.id,
      id,
      kind,
      value_sealed: sealValue(deps, account, id, value),
      updated_at: timestamp(at),
    })
    .execute();
  return { id, kind, value };
}

/** Writes another value; what is shown of it is the caller's to follow. */
export async function rewriteAttribute(
  deps: Pick<Deps, 'random'>,
  db: Kysely<Database>,
  account: OpenAccount,
  id: string,
  value: string,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('vault.attribute')
    .set({ value_sealed: sealValue(deps, account, id, value), updated_at: timestamp(at) })
    .where('account_id', '=', account.id)
    .where('id', '=', id)
    .execute();
}

/** An attribute's row, opened; the value is null where it was deleted while a persona still shows a copy. */
export interface KeptAttribute {
  readonly id: string;
  readonly kind: AttributeKind;
  readonly value: string | null;
  readonly updatedAt: Instant;
  /** Of a badge: the organisation, and the one network on which it can be shown. */
  readonly badge: { readonly network: NetworkId; readonly organisation: ActorId } | null;
}

/** All that the account keeps, oldest first. */
export async function keptAttributes(
  db: Kysely<Database>,
  account: OpenAccount,
): Promise<readonly KeptAttribute[]> {
  const rows = await db
    .selectFrom('vault.attribute as a')
    .leftJoin('vault.badge as b', (join) =>
      join.onRef('b.account_id', '=', 'a.account_id').onRef('b.attribute_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.kind', 'a.value_sealed', 'a.updated_at', 'b.network_id', 'b.organisation_id'])
    .where('a.account_id', '=', account.id)
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    value: row.value_sealed === null ? null : openValue(account, row.id, row.value_sealed),
    updatedAt: row.updated_at,
    badge:
      row.network_id === null || row.organisation_id === null
        ? null
        : { network: row.network_id, organisation: row.organisation_id },
  }));
}

/** Those that can be shown on a network: badges of others aren't there for its personas. */
export const keptFor = async (
  db: Kysely<Database>,
  account: OpenAccount,
  network: NetworkId,
): Promise<readonly KeptAttribute[]> =>
  (await keptAttributes(db, account)).filter(({ badge }) => badge === null || badge.network === network);

/** One of these that has a value; null where there is none. */
export async function keptAttribute(
  db: Kysely<Database>,
  account: OpenAccount,
  network: NetworkId,
  id: string,
): Promise<(KeptAttribute & OpenAttribute) | null> {
  const found = (await keptFor(db, account, network)).find((one) => one.id === id);
  return found === undefined || found.value === null ? null : { ...found, value: found.value };
}

/** Drops deleted attributes of which no copy is left. */
export async function dropForgotten(db: Kysely<Database>, account: string): Promise<void> {
  await db
    .deleteFrom('vault.attribute as a')
    .where('a.account_id', '=', account)
    .where('a.value_sealed', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('vault.disclosed as d')
            .select('d.attribute_id')
            .whereRef('d.account_id', '=', 'a.account_id')
            .whereRef('d.attribute_id', '=', 'a.id'),
        ),
      ),
    )
    .execute();
}
