import { z } from 'zod';
import { halfWidthOf } from '../../insight/noise/release.ts';

/** A number about members as it was released, and between what the true one lies. */
export const numberJson = z.object({
  count: z.int().nullable(),
  fewer_than: z.int().nullable(),
  interval: z.object({ from: z.int(), to: z.int(), share: z.number() }).nullable(),
});

/** @param told the minimum and the noise that it was told with, which may be others than those of now */
export function presentNumber(
  released: number | null,
  { minimum, variance }: { readonly minimum: number; readonly variance: bigint },
): z.output<typeof numberJson> {
  if (released === null) return { count: null, fewer_than: minimum, interval: null };
  const half = halfWidthOf(variance);
  const interval = { from: Math.max(0, released - half), to: released + half, share: 0.95 };
  return { count: released, fewer_than: null, interval };
}

/** Between what the true number lies with 95 %, under noise of σ², where it may be below nought. */
export function spanOf(told: number, variance: bigint) {
  const half = halfWidthOf(variance);
  return { from: told - half, to: told + half, share: 0.95 };
}
