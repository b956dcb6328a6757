import { z } from 'zod';
import { NETWORK_KINDS } from '../community/networks/network.ts';
import { NAMINGS } from '../community/personas/handle.ts';
import type { Persona } from '../community/personas/persona.ts';

/** A persona as its own account sees it. */
export const personaJson = z.object({
  id: z.string(),
  network: z.object({ id: z.string(), slug: z.string(), title: z.string(), kind: z.enum(NETWORK_KINDS) }),
  handle: z.string(),
  acct: z.string(),
  display_name: z.string(),
  naming: z.enum(NAMINGS),
  colour: z.number(),
  state: z.enum(['member', 'waiting', 'suspended', 'left']),
  administrator: z.boolean(),
});

export const presentPersona = (persona: Persona): z.input<typeof personaJson> => ({
  id: persona.id,
  network: persona.network,
  handle: persona.handle,
  acct: `${persona.handle}@${persona.network.slug}`,
  display_name: persona.displayName,
  naming: persona.naming,
  colour: persona.colour,
  state: persona.state,
  administrator: persona.administrator,
});
