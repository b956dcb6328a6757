import { ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asAdministrator } from './as-administrator.ts';
import { networkById } from './find-networks.ts';
import type { Network } from './network.ts';
import type { Rules } from './rules.ts';

export interface NetworkChanges {
  readonly title: string;
  readonly description: string;
  readonly rules: Rules;
}

/** Changes what the network says of itself and its rules; the rules bind whoever joins from now on. */
export async function updateNetwork(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  { title, description, rules }: NetworkChanges,
  at: Instant,
): Promise<Result<Network>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  await deps.store.community
    .updateTable('community.network')
    .set({ title, description, rules: JSON.stringify(rules) })
    .where('id', '=', viewer.network)
    .execute();
  return ok(await networkById(deps, viewer.network));
}
