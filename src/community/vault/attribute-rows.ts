import type { Kysely } from 'kysely';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { OpenAccount } from './account-rows.ts';
import type { OpenAttribute } from './disclose.ts';
import { seal, unseal } from './seal.ts';

const words = (account: string, attribute: string): string => `${account} attribute ${attribute}`;

/** Seals the value for the row of this attribute. */
export const sealValue = (
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

/** An attribute's row, opened; the value is null where it was deleted while a persona still shows a copy. */
export interface KeptAttribute {
  readonly id: string;
  readonly kind: AttributeKind;
  readonly value: string | null;
  readonly updatedAt: Instant;
}

/** All that the account keeps, oldest first. */
export async function keptAttributes(
  db: Kysely<Database>,
  account: OpenAccount,
): Promise<readonly KeptAttribute[]> {
  const rows = await db
    .selectFrom('vault.attribute')
    .select(['id', 'kind', 'value_sealed', 'updated_at'])
    .where('account_id', '=', account.id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    value: row.value_sealed === null ? null : openValue(account, row.id, row.value_sealed),
    updatedAt: row.updated_at,
  }));
}

/** One of them that has a value; null where there is none. */
export async function keptAttribute(
  db: Kysely<Database>,
  account: OpenAccount,
  id: string,
): Promise<OpenAttribute | null> {
  const all = await keptAttributes(db, account);
  const found = all.find((one) => one.id === id);
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
