import { z } from 'zod';

/** An audience in the API's words: an atom, or any or all of several, or `{who, except}`. */
export const audienceJsonSchema = z.unknown().meta({
  description:
    'An audience: an atom such as {kind:"network"}, {kind:"circle",circle:id} or {kind:"persona",persona:id}; or ' +
    '{any:[…]}, {all:[…]}, {who, except:[…]}.',
});
