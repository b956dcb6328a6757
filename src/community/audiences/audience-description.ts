import { z } from 'zod';

/**
 * An audience in a body or an answer, as far as a description of the API goes; what comes in is read by `parseAudience`.
 */
export const audienceDescription = z.unknown().meta({ id: 'Audience' });
