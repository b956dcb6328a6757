import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import type { ObjectId } from '../../privacy/words.ts';

/** The post in a path. */
export const postParams = z.object({ id: idSchema.transform((id) => id.toLowerCase() as ObjectId) });
