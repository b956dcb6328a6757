import type { Kysely } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type LeastAudience, leastOf, reaches, readRules } from '../networks/rules.ts';
import type { OwnPresence } from './presence.ts';

/** A place where a network asks its members to show themselves, and to whom at least. */
export interface LeastPlace {
  readonly place: 'see' | 'find';
  readonly audience: Audience;
}

/**
 * Where a member would be shown to fewer than the network asks, who was shown to enough before. Of whoever wasn't, nothing
 * is asked: that would widen.
 */
export async function belowLeast(
  db: Kysely<Database>,
  { network, actor }: Viewer,
  before: OwnPresence,
  after: OwnPresence,
): Promise<LeastPlace[]> {
  if (actor?.kind !== 'persona') return [];
  const row = await db
    .selectFrom('community.network')
    .select('rules')
    .where('id', '=', network)
    .executeTakeFirstOrThrow();
  const least = readRules(row.rules).least_presence;
  return (['see', 'find'] as const).flatMap((place) => {
    const asked: LeastAudience = least[place];
    const audience = leastOf(asked);
    const falls = reaches(before[place], asked) && !reaches(after[place], asked);
    return audience === null || !falls ? [] : [{ place, audience }];
  });
}
