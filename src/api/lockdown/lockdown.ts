import { z } from 'zod';
import { beginLockdown, endLockdown } from '../../community/lockdown/begin-lockdown.ts';
import { readLockdown } from '../../community/lockdown/read-lockdown.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Lockdown } from '../../privacy/facts.ts';
import { instantJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/lockdown';

/** Null where none holds. */
const lockdownJson = z.object({
  lockdown: z
    .object({
      newer_than_days: z.int().nullable(),
      strangers: z.boolean(),
      began_at: z.string(),
      ends_at: z.string(),
    })
    .nullable(),
});

const present = (lockdown: Lockdown | null): z.input<typeof lockdownJson> => ({
  lockdown:
    lockdown === null
      ? null
      : {
          newer_than_days: lockdown.newerThanDays,
          strangers: lockdown.strangers,
          began_at: instantJson(lockdown.from),
          ends_at: instantJson(lockdown.until),
        },
});

const getLockdown = endpoint({
  method: 'get',
  path: PATH,
  summary: 'One’s own lockdown, if one holds',
  auth: 'persona',
  scope: 'privacy',
  answers: lockdownJson,
  async handle({ caller: { viewer }, at }, deps) {
    return ok({ body: present(await readLockdown(deps, viewer, at)) });
  },
});

const putLockdown = endpoint({
  method: 'put',
  path: PATH,
  summary:
    'Keep out whoever is new or has no connection in common with one, as if one had blocked them; not those with whom one has to do. From now on, for some days',
  auth: 'persona',
  scope: 'privacy',
  body: z.object({
    /** Members of the network for less than so many days; null keeps nobody out for being new. */
    newer_than_days: z
      .int('is a number of days, or null')
      .min(1, 'is a day at least')
      .max(365, 'is a year at most')
      .nullable()
      .default(30),
    /** Whoever has no connection in common with one. */
    strangers: z.boolean('is true or false').default(true),
    /** How long it holds. */
    days: z.union([z.literal(1), z.literal(7), z.literal(30)], 'is 1, 7 or 30').default(7),
  }),
  answers: lockdownJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const { newer_than_days: newerThanDays, strangers, days } = body;
    const begun = await beginLockdown(deps, viewer, { newerThanDays, strangers, days }, at);
    return begun.ok ? ok({ body: present(begun.value) }) : begun;
  },
});

const deleteLockdown = endpoint({
  method: 'delete',
  path: PATH,
  summary: 'End one’s lockdown',
  auth: 'persona',
  scope: 'privacy',
  answers: lockdownJson,
  async handle({ caller: { viewer }, at }, deps) {
    const ended = await endLockdown(deps, viewer, at);
    return ended.ok ? ok({ body: present(null) }) : ended;
  },
});

export const lockdownEndpoints: readonly Endpoint[] = [getLockdown, putLockdown, deleteLockdown];
