import { z } from 'zod';
import { HALF_WIDTH, MINIMUM_GROUP } from '../../insight/noise/release.ts';

/** A number about members as it was released, and between what the true one lies. */
export const numberJson = z.object({
  count: z.int().nullable(),
  fewer_than: z.int().nullable(),
  interval: z.object({ from: z.int(), to: z.int(), share: z.number() }).nullable(),
});

export const presentNumber = (released: number | null): z.output<typeof numberJson> => ({
  count: released,
  fewer_than: released === null ? MINIMUM_GROUP : null,
  interval:
    released === null
      ? null
      : { from: Math.max(0, released - HALF_WIDTH), to: released + HALF_WIDTH, share: 0.95 },
});
