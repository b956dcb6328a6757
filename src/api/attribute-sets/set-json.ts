import { z } from 'zod';
import type { SetItem } from '../../community/attributes/attribute-set.ts';
import { audienceDescription } from '../../community/audiences/audience-description.ts';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import type { KeptSet } from '../../community/vault/attribute-sets.ts';
import type { PlannedChange, SetPlan } from '../../community/vault/plan-set.ts';
import type { Showing } from '../../privacy/showing.ts';
import { FOREVER } from '../../privacy/words.ts';
import { purposeSchema } from '../attributes/attribute-json.ts';
import { instantJson } from '../instant-json.ts';

export const setJson = z.object({
  id: z.string(),
  title: z.string(),
  /** It comes ready, and can't be changed. */
  ready: z.boolean(),
  items: z.array(
    z.object({
      kind: z.string(),
      precision: z.string(),
      audience: audienceDescription,
      purpose: purposeSchema,
      days: z.int().nullable(),
    }),
  ),
});

export const presentSet = ({ id, title, ready, items }: KeptSet): z.output<typeof setJson> => ({
  id,
  title,
  ready,
  items: items.map((item: SetItem) => ({ ...item })),
});

const showingJson = z
  .object({
    precision: z.string(),
    shown: z.string(),
    audience: audienceDescription,
    purpose: purposeSchema,
    until: z.string().nullable(),
  })
  .nullable();

export const changeJson = z.object({
  attribute_id: z.string(),
  kind: z.string(),
  value: z.string().nullable(),
  now: showingJson,
  /** Null is shown to nobody. */
  next: showingJson,
  change: z.enum(['none', 'new', 'withdrawn', 'widened', 'narrowed', 'changed']),
  /** Why it can’t be shown as the set says: its value is too unclear, or its badge no longer confirmed. */
  problem: z.enum(['precision', 'badge']).nullable(),
});

const presentShowing = (showing: Showing | null) =>
  showing === null
    ? null
    : {
        precision: showing.precision,
        shown: showing.shown,
        audience: audienceJson(showing.audience),
        purpose: showing.purpose,
        until: showing.until === FOREVER ? null : instantJson(showing.until),
      };

export const presentChange = ({ attribute, now, next, change, problem }: PlannedChange) => ({
  attribute_id: attribute.id,
  kind: attribute.kind,
  value: attribute.value,
  now: presentShowing(now),
  next: presentShowing(next),
  change,
  problem,
});

/** What is looked at and then done, but for the moment of its end, which moves on while one looks. */
export const tagged = ({ set, changes }: SetPlan) => [
  presentSet(set),
  changes.map((one) => {
    const { next, ...rest } = presentChange(one);
    return [rest, next === null ? null : { ...next, until: next.until !== null }];
  }),
];
