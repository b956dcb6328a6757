import type { ShownPersona, ShownPost } from '../../src/privacy/shown.ts';
import type { ActorId, NetworkId, ObjectId } from '../../src/privacy/words.ts';

/** A persona of which nothing but what is given is shown. */
export const shown = (id: string, given: Partial<ShownPersona> = {}): ShownPersona => ({
  network: 'network' as NetworkId,
  id: id as ActorId,
  face: null,
  posts: [],
  pictures: [],
  attributes: [],
  contacts: [],
  ...given,
});

/** A post by its text; its id is the text too. */
export const said = (text: string, at = 0): ShownPost => ({
  id: text as ObjectId,
  at,
  text,
  links: text.match(/https?:\/\/\S+/g) ?? [],
});
