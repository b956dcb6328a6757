import { sql } from 'kysely';
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';

/** What a persona wishes of its messages. */
export interface MessageSettings {
  /** To be asked by those who may not write directly. */
  readonly requests: boolean;
  /** To show how far one has read to those who show it too, and to see it of them. */
  readonly receipts: boolean;
}

const kept = z.object({
  message_requests: z.boolean().default(true),
  message_receipts: z.boolean().default(false),
});

export async function readMessageSettings(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
): Promise<MessageSettings> {
  const row = await store.community
    .selectFrom('community.actor')
    .select('settings')
    .where('network_id', '=', viewer.network)
    .where('id', '=', viewer.actor?.id ?? null)
    .executeTakeFirst();
  const { message_requests: requests, message_receipts: receipts } = kept.parse(row?.settings ?? {});
  return { requests, receipts };
}

/** Changes them; what isn't given stays. */
export async function changeMessageSettings(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { requests, receipts }: { readonly [Name in keyof MessageSettings]?: boolean | undefined },
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const said = {
    ...(requests === undefined ? {} : { message_requests: requests }),
    ...(receipts === undefined ? {} : { message_receipts: receipts }),
  };
  await sql`update community.actor set settings = settings || ${JSON.stringify(said)}::jsonb
    where network_id = ${viewer.network} and id = ${me.value}`.execute(store.community);
  return ok(null);
}
