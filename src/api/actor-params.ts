import { z } from 'zod';
import { idSchema } from '../http/endpoint.ts';
import type { ActorId } from '../privacy/words.ts';

/** The id of an actor, in a path or a body. */
export const actorId = idSchema.transform((id) => id.toLowerCase() as ActorId);

export const idParams = z.object({ id: idSchema.transform((id) => id.toLowerCase()) });
export const actorParams = z.object({ id: actorId });
export const personaParams = z.object({ id: actorId, persona: actorId });
