import { z } from 'zod';
import type { Key } from '../../privacy/audience.ts';

const key = z.string().transform((text) => text as Key);

/** An audience as it is kept as JSON, until its time comes. */
export const keptAudience = z.object({ any: z.array(z.array(key)), except: z.array(key) });
