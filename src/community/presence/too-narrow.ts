import { refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type LeastAudience, reaches, readRules } from '../networks/rules.ts';
import type { Place } from './presence.ts';

/** Refuses what shows the actor to fewer than its network asks for; null where it doesn't. */
export async function tooNarrow(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  place: Place,
  audience: Audience,
): Promise<ReturnType<typeof refuse> | null> {
  if ((place !== 'see' && place !== 'find') || viewer.actor?.kind !== 'persona') return null;
  const network = await store.community
    .selectFrom('community.network')
    .select(['rules', 'title'])
    .where('id', '=', viewer.network)
    .executeTakeFirstOrThrow();
  const least: LeastAudience = readRules(network.rules).least_presence[place];
  if (reaches(audience, least)) return null;
  const who = { network: 'every member', 'signed-in': 'everybody who is signed in', everyone: 'everybody' };
  const deed = place === 'see' ? 'see you when they meet you' : 'find you in the directory';
  const says = `${network.title} asks its members to let ${who[least as keyof typeof who] ?? least} ${deed}; to be seen by fewer, leave it`;
  return refuse({ kind: 'invalid', field: place, says });
}
