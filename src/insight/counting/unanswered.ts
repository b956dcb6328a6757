import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { epochOf } from '../noise/quarter.ts';

/**
 * Those of an organisation's questions that have no answer today, each once: asking them is paid for. Whether the viewer
 * may ask is their caller's to have asked.
 * @param canonicals questions in their one form
 */
export async function unanswered(
  { store }: Pick<Deps, 'store'>,
  { network }: Pick<Viewer, 'network'>,
  organisation: ActorId,
  canonicals: readonly string[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  const asked = new Set(canonicals);
  if (asked.size === 0) return asked;
  const answers = await store.community
    .selectFrom('community.noise_answer')
    .select('question')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('epoch', '=', epochOf(at).day)
    .where('question', 'in', [...asked])
    .execute();
  return asked.difference(new Set(answers.map(({ question }) => question)));
}
