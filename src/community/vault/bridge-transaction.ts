import { type Kysely, sql, type Transaction } from 'kysely';
import type { Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';

/** One transaction over the vault and the community, in which every statement runs in the role of one of them. */
export interface Bridge {
  /** Runs statements as the vault's role, which has no right in the community. */
  vault<T>(use: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  /** Runs statements as the community's role, which has no right in the vault. */
  community<T>(use: (db: Kysely<Database>) => Promise<T>): Promise<T>;
}

class RolledBack extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super('rolled back');
    this.result = result;
  }
}

/**
 * Runs a use case that needs both the vault and the community in one transaction; a refusal rolls everything back.
 * Statements of the two must follow one another: beside each other they would swap roles, and that throws.
 */
export async function bridgeTransaction<T>(
  { store }: Pick<Deps, 'store'>,
  run: (bridge: Bridge) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await store.bridge.transaction().execute(async (trx) => {
      const result = await run(bridgeOver(trx));
      if (!result.ok) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result<T>;
    throw error;
  }
}

/** Runs statements on the vault alone, in one transaction. */
export async function vaultTransaction<T>(
  { store }: Pick<Deps, 'store'>,
  run: (db: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return store.bridge.transaction().execute((trx) => bridgeOver(trx).vault(run));
}

type Role = 'waxseal_vault' | 'waxseal_community';

function bridgeOver(trx: Transaction<Database>): Bridge {
  let current: Role | null = null;
  let busy = false;
  const as = async <T>(role: Role, use: (db: Kysely<Database>) => Promise<T>): Promise<T> => {
    if (busy) throw new Error('statements of the vault and the community must follow one another');
    busy = true;
    try {
      if (current !== role) await sql`set local role ${sql.id(role)}`.execute(trx);
      current = role;
      return await use(trx);
    } finally {
      busy = false;
    }
  };
  return {
    vault: (use) => as('waxseal_vault', use),
    community: (use) => as('waxseal_community', use),
  };
}
