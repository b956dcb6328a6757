import { z } from 'zod';
import type { Activity } from '../../governance/records/activities.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { instantJson } from '../instant-json.ts';

/** What an organisation did in a function for a purpose, as the APIs say it. */
export const activityJson = z.object({
  function: z.string().nullable(),
  purpose: z.string(),
  purpose_iri: z.string(),
  deed: z.string(),
  times: z.int(),
  first_at: z.string(),
  last_at: z.string(),
  kinds: z.array(z.string()),
});

export const presentActivity = (one: Activity): z.output<typeof activityJson> => ({
  function: one.function,
  purpose: one.purpose,
  purpose_iri: purposeIri(one.purpose),
  deed: one.deed,
  times: one.times,
  first_at: instantJson(one.first),
  last_at: instantJson(one.last),
  kinds: [...one.kinds],
});

export const headJson = {
  organisation: z.object({ id: z.string(), display_name: z.string() }),
  network: z.object({ title: z.string(), kind: z.string() }),
};
