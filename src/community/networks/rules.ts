import { z } from 'zod';
import { type Audience, EVERYONE, type Key, NETWORK, SIGNED_IN } from '../../privacy/audience.ts';
import { type Precision, precisionsOf, SAID_KINDS, type SaidKind } from '../../privacy/disclosure.ts';

/** The least audience that a network may ask of a newcomer: sets that are the same for everybody. */
const leastAudience = z.strictObject({ kind: z.enum(['network', 'signed-in', 'everyone']) });

/** A domain as it stands in e-mail addresses. */
export const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is no domain, such as acme.example');

const ask = z
  .strictObject({
    kind: z.enum(
      SAID_KINDS as readonly [SaidKind, ...SaidKind[]],
      'is no kind of attribute that one says oneself',
    ),
    precision: z.string().default('exact'),
    least_audience: leastAudience.default({ kind: 'network' }),
  })
  .transform(({ kind, precision, least_audience }, context) => {
    if (!(precisionsOf(kind) as readonly string[]).includes(precision)) {
      context.addIssue({ code: 'custom', path: ['precision'], message: `is no precision of ${kind}` });
    }
    return { kind, precision: precision as Precision, least_audience };
  });

/** The rules of a network, as they are said, kept and shown before somebody joins. */
export const rulesSchema = z
  .strictObject({
    join: z
      .enum(['open', 'invited', 'domain', 'approval'], 'is open, invited, domain or approval')
      .default('open'),
    /** Whose confirmed e-mail addresses admit, where `join` is `domain`. */
    domains: z.array(domainSchema).max(50).default([]),
    naming: z.enum(['any', 'legal'], 'is any or legal').default('any'),
    personas_per_account: z.number().int().min(1).max(20).default(1),
    /** What a newcomer must give: attributes at no coarser a precision, to no smaller an audience. */
    asks: z.array(ask).max(10).default([]),
    /** To whom a newcomer must at least be visible and findable. */
    least_presence: z
      .strictObject({
        see: z.enum(['nobody', 'network', 'signed-in', 'everyone']).default('nobody'),
        find: z.enum(['nobody', 'network', 'signed-in', 'everyone']).default('nobody'),
      })
      .default({ see: 'nobody', find: 'nobody' }),
    /** Whether strangers find the network in the list; by its short name it is reached either way. */
    listed: z.boolean().default(true),
  })
  .refine((rules) => rules.join !== 'domain' || rules.domains.length > 0, {
    path: ['domains'],
    message: 'needs at least one domain where one joins by e-mail domain',
  });

export type Rules = z.output<typeof rulesSchema>;
export type LeastAudience = Rules['least_presence']['see'];

/** The rules as they are kept; what can't be read is a bug. */
export const readRules = (kept: unknown): Rules => rulesSchema.parse(kept);

const WIDER: Record<LeastAudience, readonly Key[]> = {
  nobody: [],
  network: [NETWORK, SIGNED_IN, EVERYONE],
  'signed-in': [SIGNED_IN, EVERYONE],
  everyone: [EVERYONE],
};

/** Whether the audience contains all that the least one does: by its form, so that it needs no facts. */
export function reaches(audience: Audience, least: LeastAudience): boolean {
  if (least === 'nobody') return true;
  if (audience.except.length > 0) return false;
  return audience.any.some((term) => term.every((key) => WIDER[least].includes(key)));
}

/** The audience that it names; null where it is nobody. */
export function leastOf(least: LeastAudience): Audience | null {
  const [key] = WIDER[least];
  return key === undefined ? null : { any: [[key]], except: [] };
}
