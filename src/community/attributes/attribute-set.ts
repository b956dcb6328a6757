import { z } from 'zod';
import { type Audience, audience } from '../../privacy/audience.ts';
import { type AttributeKind, type Precision, precisionsOf } from '../../privacy/disclosure.ts';
import { PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import type { ActorId } from '../../privacy/words.ts';
import { displayNameSchema } from '../personas/handle.ts';
import { attributeKindSchema } from './value.ts';

/** Sets that mean the same on every network. */
const TEMPLATE_KINDS = ['everyone', 'network', 'connections', 'followers', 'nobody'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** How attributes of one kind are shown. */
export interface SetItem {
  readonly kind: AttributeKind;
  readonly precision: Precision;
  readonly audience: { readonly kind: TemplateKind };
  readonly purpose: Purpose;
  /** From when the set is applied; null is no end. */
  readonly days: number | null;
}

/**
 * What a persona shows of all that its account keeps: attributes of the kinds that are named, as said. Those of every other
 * kind are shown to nobody.
 */
export interface AttributeSet {
  readonly title: string;
  readonly items: readonly SetItem[];
}

const itemSchema = z
  .strictObject({
    kind: attributeKindSchema,
    precision: z.string().max(40).default('exact'),
    audience: z.strictObject({
      kind: z.enum(TEMPLATE_KINDS, 'is everyone, network, connections, followers or nobody'),
    }),
    purpose: z.enum(PURPOSES as readonly [Purpose, ...Purpose[]], 'is no purpose').default('reading'),
    days: z.int().min(1, 'is one day at least').max(3650, 'is 3650 days at most').nullable().default(null),
  })
  .transform((item, context): SetItem => {
    if (!(precisionsOf(item.kind) as readonly string[]).includes(item.precision)) {
      const message = `is one of ${precisionsOf(item.kind).join(', ')}`;
      context.addIssue({ code: 'custom', path: ['precision'], message });
    }
    return { ...item, precision: item.precision as Precision };
  });

/** A set as it is said, and as it is kept. */
export const attributeSetSchema = z.strictObject({
  title: displayNameSchema,
  items: z
    .array(itemSchema)
    .max(50, 'may be 50 at most')
    .refine((items) => new Set(items.map(({ kind }) => kind)).size === items.length, 'names a kind twice'),
});

const toMembers = (kind: AttributeKind, precision: Precision = 'exact'): SetItem => ({
  kind,
  precision,
  audience: { kind: 'network' },
  purpose: 'reading',
  days: null,
});

/** Sets that everybody has. How one is reached isn't on the card: who wants it there makes a set. */
export const READY_SETS: Readonly<Record<string, AttributeSet>> = {
  'business-card': {
    title: 'Business card',
    items: [
      toMembers('name'),
      toMembers('works-at'),
      toMembers('employer'),
      toMembers('job-title'),
      toMembers('department'),
      toMembers('website'),
    ],
  },
  'first-name-only': { title: 'First name only', items: [toMembers('name', 'given-name')] },
  sealed: { title: 'Sealed', items: [] },
};

/** Whom the template means where this persona speaks. */
export function templateAudience(kind: TemplateKind, me: ActorId): Audience {
  const said = audience(kind === 'connections' || kind === 'followers' ? { kind, of: me } : { kind });
  if (said === null) throw new Error('a single atom is an audience');
  return said;
}
