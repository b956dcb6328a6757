import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import type { ActorId } from '../../privacy/words.ts';

/** The id of an actor, in a path or a body. */
export const actorIdSchema = idSchema.transform((id) => id.toLowerCase() as ActorId);

/** The account in a path. */
export const accountParams = z.object({ id: actorIdSchema });
