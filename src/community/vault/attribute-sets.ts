import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type AttributeSet, attributeSetSchema, READY_SETS } from '../attributes/attribute-set.ts';
import type { OpenAccount } from './account-rows.ts';
import { behindPersona } from './behind-persona.ts';
import { seal, unseal } from './seal.ts';

const MOST_SETS = 30;

/** A set as its owner sees it. */
export interface KeptSet extends AttributeSet {
  /** Of one that everybody has, its name. */
  readonly id: string;
  readonly ready: boolean;
}

type SetDeps = Pick<Deps, 'store' | 'masterKey' | 'random' | 'ids'>;

const words = (account: string, set: string): string => `${account} attribute set ${set}`;

const sealed = (deps: Pick<Deps, 'random'>, { id, key }: OpenAccount, set: string, content: AttributeSet) =>
  seal(deps, key, JSON.stringify(content), words(id, set));

/** Those that everybody has, and then the account's own, oldest first. */
async function setsOf(db: Kysely<Database>, { id, key }: OpenAccount): Promise<readonly KeptSet[]> {
  const rows = await db
    .selectFrom('vault.attribute_set')
    .select(['id', 'content_sealed'])
    .where('account_id', '=', id)
    .orderBy('id')
    .execute();
  const own = rows.map((row) => {
    const content = unseal(key, row.content_sealed, words(id, row.id)).toString('utf8');
    return { id: row.id, ready: false, ...attributeSetSchema.parse(JSON.parse(content)) };
  });
  return [...Object.entries(READY_SETS).map(([name, set]) => ({ id: name, ready: true, ...set })), ...own];
}

/** One of them; null where there is none. */
export const setOf = async (
  db: Kysely<Database>,
  account: OpenAccount,
  id: string,
): Promise<KeptSet | null> => (await setsOf(db, account)).find((one) => one.id === id) ?? null;

/** The sets that the viewer may apply. */
export async function listSets(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
): Promise<Result<readonly KeptSet[]>> {
  return behindPersona(deps, viewer, async (bridge, account) =>
    ok(await bridge.vault((db) => setsOf(db, account))),
  );
}

/** Keeps a set. Nothing is shown by that. */
export async function makeSet(
  deps: SetDeps,
  viewer: Viewer,
  content: AttributeSet,
): Promise<Result<KeptSet>> {
  return behindPersona(deps, viewer, async (bridge, account) =>
    bridge.vault(async (db) => {
      const own = (await setsOf(db, account)).filter(({ ready }) => !ready);
      if (own.length >= MOST_SETS) {
        return refuse({ kind: 'conflict', says: `You keep ${MOST_SETS} already; delete one first.` });
      }
      const id = deps.ids.next('attribute set');
      await db
        .insertInto('vault.attribute_set')
        .values({ account_id: account.id, id, content_sealed: sealed(deps, account, id, content) })
        .execute();
      return ok({ id, ready: false, ...content });
    }),
  );
}

/** Says a set anew. What was shown by it stays as it is until it is applied again. */
export async function changeSet(
  deps: SetDeps,
  viewer: Viewer,
  id: string,
  content: AttributeSet,
): Promise<Result<KeptSet>> {
  return behindPersona(deps, viewer, async (bridge, account) =>
    bridge.vault(async (db) => {
      const refused = await refusedFor(db, account, id);
      if (refused !== null) return refused;
      await db
        .updateTable('vault.attribute_set')
        .set({ content_sealed: sealed(deps, account, id, content) })
        .where('account_id', '=', account.id)
        .where('id', '=', id)
        .execute();
      return ok({ id, ready: false, ...content });
    }),
  );
}

/** Forgets a set. What was shown by it stays. */
export async function deleteSet(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  id: string,
): Promise<Result<null>> {
  return behindPersona(deps, viewer, async (bridge, account) =>
    bridge.vault(async (db) => {
      const refused = await refusedFor(db, account, id);
      if (refused !== null) return refused;
      await db
        .deleteFrom('vault.attribute_set')
        .where('account_id', '=', account.id)
        .where('id', '=', id)
        .execute();
      return ok(null);
    }),
  );
}

/** Why a set can't be changed or forgotten; null where it is one of the account's own. */
async function refusedFor(db: Kysely<Database>, account: OpenAccount, id: string) {
  const found = await setOf(db, account, id);
  if (found === null) return absent;
  return found.ready ? readyMade : null;
}

const readyMade = refuse({
  kind: 'conflict',
  says: 'This set comes ready and stays as it is; make one of your own.',
});
