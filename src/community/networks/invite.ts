import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asAdministrator } from './as-administrator.ts';

const DAY_MS = 24 * 3600_000;

export interface Invitation {
  /** A secret that admits to the network. */
  readonly code: string;
  readonly uses: number;
  readonly until: Instant;
}

/** Makes an invitation to the administrator's network. */
export async function invite(
  deps: Pick<Deps, 'store' | 'random'>,
  viewer: Viewer,
  slug: string,
  { uses, days }: { readonly uses: number; readonly days: number },
  at: Instant,
): Promise<Result<Invitation>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  const { network, actor } = administrator.value;
  const code = deps.random(24).toString('base64url');
  const until = at + days * DAY_MS;
  await deps.store.community
    .insertInto('community.network_invite')
    .values({
      network_id: network,
      code_hash: hashOf(code),
      created_by: actor,
      uses_left: uses,
      valid_until: timestamp(until),
    })
    .execute();
  return ok({ code, uses, until });
}

/** Uses an invitation once; of many who try at once, no more get in than it has uses. */
export async function redeem(
  db: Kysely<Database>,
  network: NetworkId,
  code: string,
  at: Instant,
): Promise<boolean> {
  const row = await db
    .updateTable('community.network_invite')
    .set({ uses_left: sql<number>`uses_left - 1` })
    .where('network_id', '=', network)
    .where('code_hash', '=', hashOf(code))
    .where('uses_left', '>', 0)
    .where('valid_until', '>', instantValue(at))
    .returning('code_hash')
    .executeTakeFirst();
  return row !== undefined;
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
