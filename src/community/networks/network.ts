import { z } from 'zod';
import type { NetworkId } from '../../privacy/words.ts';
import type { NetworkKind } from '../../store/schema.ts';
import type { Rules } from './rules.ts';

export const NETWORK_KINDS = [
  'employee',
  'partner',
  'customer',
  'open',
] as const satisfies readonly NetworkKind[];

/** A network as anybody may know it who knows its short name. */
export interface Network {
  readonly id: NetworkId;
  /** Its short name, unique on the server. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly kind: NetworkKind;
  readonly rules: Rules;
}

const RESERVED = ['api', 'oauth', 'admin', 'www', 'mail', 'waxseal', 'about', 'settings', 'assets', 'new'];

/** A network's short name, as it stands in addresses and after the `@` of a handle. */
export const slugSchema = z
  .string('is needed')
  .trim()
  .toLowerCase()
  .min(2, 'needs at least 2 characters')
  .max(30, 'may have 30 characters at most')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'takes letters a to z, digits, and single hyphens between them')
  .refine((slug) => !RESERVED.includes(slug), 'is a reserved name; choose another');
