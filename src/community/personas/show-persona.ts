import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadPersonas, type Persona } from './persona.ts';

/** The persona that the viewer is. */
export async function showPersona(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<Persona>> {
  if (viewer.actor === null) return absent;
  const ref = { network: viewer.network, id: viewer.actor.id };
  const [persona] = await loadPersonas(store.community, [ref], at);
  return persona === undefined ? absent : ok(persona);
}
