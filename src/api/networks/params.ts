import { z } from 'zod';
import { actorId } from '../actor-params.ts';

/** A short name in a path. */
export const slugParams = z.object({ slug: z.string().toLowerCase().max(30) });

/** A persona on the network, in a path. */
export const memberParams = slugParams.extend({ persona: actorId });

export const NETWORK_PATH = '/api/privacy/v1/networks/:slug';
