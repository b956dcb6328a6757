import { z } from 'zod';
import { atomJson } from '../../community/audiences/audience-json.ts';
import type { Hinge } from '../../community/explaining/explain-to.ts';
import { GRANTABLE, GRANTABLE_KINDS, type GrantableKind } from '../../community/grants/grantable.ts';
import { instantSchema } from '../../community/grants/new-grant.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { idSchema } from '../../http/endpoint.ts';
import type { Question } from '../../privacy/facts.ts';
import { PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { ACTIONS, type Action, type Instant, type ObjectId } from '../../privacy/words.ts';

export const BASE = '/api/privacy/v1';

export const objectId = idSchema.transform((id) => id.toLowerCase() as ObjectId);
export const namedJson = z.object({ atom: z.unknown(), text: z.string() });

export const presentNamed = ({ atom, text }: Hinge): z.output<typeof namedJson> => ({
  atom: atom === null ? null : atomJson(atom),
  text,
});

/** A thing of one's own, and what somebody might do with it. */
export const aboutThing = {
  kind: z.enum(
    GRANTABLE_KINDS as readonly [GrantableKind, ...GrantableKind[]],
    `is one of ${GRANTABLE_KINDS.join(', ')}`,
  ),
  id: objectId,
  action: z.enum(ACTIONS, 'is no action').default('see'),
  purpose: z.enum(PURPOSES as readonly [Purpose, ...Purpose[]], 'is no purpose').default('reading'),
};

/** An instant before, about which one asks. */
export const asked = { at: instantSchema.optional() };

/** The instant of a question: now, or one before. */
export function instantAsked({ at }: { readonly at?: Instant | undefined }, now: Instant): Result<Instant> {
  if (at === undefined) return ok(now);
  return at <= now
    ? ok(at)
    : refuse({ kind: 'invalid', field: 'at', says: 'is in the future; ask about now, or before' });
}

export const isAction = ({ kind, action }: { kind: GrantableKind; action: string }): boolean =>
  (GRANTABLE[kind] as readonly string[]).includes(action);
export const noAction = { path: ['action'], message: 'is nothing that can be done with such a thing' };

export const questionOf = (
  { action, purpose }: { readonly action: Action; readonly purpose: Purpose },
  at: Instant,
): Question => ({ action, purpose, at });
