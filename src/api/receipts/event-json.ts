import { z } from 'zod';
import { CONSENT_STATES, type ConsentEvent } from '../../privacy/consents.ts';
import { endJson, instantJson } from '../instant-json.ts';

/** What became of a consent, as the APIs say it. */
export const eventJson = z.object({
  id: z.string(),
  state: z.enum(CONSENT_STATES),
  at: z.string(),
  actions: z.array(z.string()),
  purposes: z.array(z.string()),
  from: z.string().nullable(),
  until: z.string().nullable(),
});

export const presentEvent = ({ id, state, at, consent }: ConsentEvent): z.output<typeof eventJson> => ({
  id,
  state,
  at: instantJson(at),
  actions: [...consent.actions],
  purposes: [...consent.purposes],
  from: consent.from === null ? null : instantJson(consent.from),
  until: endJson(consent.until),
});

/** A text of JSON-LD to be saved as a file. */
export const ldJson = (name: string, text: string): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'application/ld+json',
      'Content-Disposition': `attachment; filename="${name}.jsonld"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
