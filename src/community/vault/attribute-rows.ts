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
export const openValue = (account: OpenAccount, attribute: string, sealed: Buffer): string =>
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
