import { z } from 'zod';

/**
 * An audience as the API says it, for the description alone: an atom, any or all of several, or some but for others.
 * What is taken in is read by the use cases.
 */
export const audienceDescription = z.json().meta({
  description:
    'Whom something is for: {kind: everyone | signed-in | network | connections | followers | nobody}, {kind: circle, circle}, {kind: persona, persona}, {kind: space, space}, {kind: staff, organisation, in?}, {any: […]}, {all: […]}, or {who: …, except: […]}.',
});
