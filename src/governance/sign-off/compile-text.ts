import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import { CAMPAIGNING, campaignSubject, termOf } from '../../store/campaigns.ts';
import { leavingPlan } from '../../store/leaving-plans.ts';
import type { MatterKind, NetworkKind, PolicyScope } from '../../store/schema.ts';
import { subjectOf } from '../../store/sign-offs.ts';
import { audiencePlan, noisePlan } from '../../store/signed-plans.ts';
import { type ClauseBox, draftedPolicies } from '../simulation/draft.ts';
import { lockedOutOf, lockOutText } from '../simulation/lockout.ts';

/** For whom a text is compiled. */
export interface CompileFor {
  readonly kind: NetworkKind;
  readonly organisation: ActorId;
  readonly scope: PolicyScope;
}

export type Compiled =
  | { readonly ok: true; readonly boxes: readonly ClauseBox[] }
  | {
      readonly ok: false;
      readonly errors: readonly { readonly line: number; readonly column: number; readonly says: string }[];
    };

/** What compiles the text of a policy. */
export type Compile = (text: string, of: CompileFor) => Compiled | Promise<Compiled>;

/** What a text comes to: what it forbids, or what is to be done. */
export interface TextParts {
  readonly boxes: readonly ClauseBox[];
  readonly what: unknown;
  readonly subject: string | null;
  /** When it is over by what it says itself. */
  readonly until: Instant | null;
}

const NOTHING: TextParts = { boxes: [], what: null, subject: null, until: null };

/** What is to be done, of kinds of which the gate compares more than the whole. */
const WHAT: Partial<Readonly<Record<MatterKind, z.ZodType>>> = {
  network: z.strictObject({
    slug: z.string().min(1),
    kind: z.enum(['employee', 'partner', 'customer', 'open']),
  }),
  'saved-audience': audiencePlan,
  noise: noisePlan,
  campaign: z.strictObject({
    function: z.enum(CAMPAIGNING, 'is marketing or sales'),
    text: z
      .string()
      .refine((text) => text !== '' && text === text.trim(), 'is the letter, without spaces around it')
      .refine((text) => [...text].length <= 5000, 'has 5,000 characters at most'),
    most: z.int('is a whole number').min(2, 'is two at least').max(500, 'is 500 at most'),
    until: z.iso.datetime({ offset: true, error: 'is a time, such as 2030-01-31T12:00:00Z' }),
  }),
};
/** By what the gate finds it, where that isn't the whole. */
const SUBJECT: Partial<Readonly<Record<MatterKind, (what: never) => unknown>>> = {
  campaign: campaignSubject,
};
const anything = z.record(z.string(), z.json());

/** Reads a text of its kind, or says where it is wrong. Empty, it retires what is in force. */
export async function compileText(
  compile: Compile,
  kind: MatterKind,
  text: string,
  of: CompileFor,
): Promise<Result<TextParts>> {
  if (text === '') return ok(NOTHING);
  if (kind !== 'policy') return readPlan(kind, text);
  const compiled = await compile(text, of);
  if (!compiled.ok) {
    const [first] = compiled.errors;
    const where = first === undefined ? '' : `line ${first.line}, column ${first.column}: ${first.says}`;
    return refuse({ kind: 'invalid', says: where, field: 'text' });
  }
  if (compiled.boxes.length === 0) {
    return refuse({
      kind: 'invalid',
      says: 'forbids nothing, so that there is nothing to sign',
      field: 'text',
    });
  }
  const shut = lockedOutOf(draftedPolicies(compiled.boxes), 0);
  if (shut.length > 0) {
    return refuse({ kind: 'invalid', says: lockOutText(shut), field: 'text' });
  }
  return ok({ ...NOTHING, boxes: compiled.boxes });
}

/** What ends by itself goes on so long at most: what was signed was signed for then. */
const LONGEST_MS = 90 * DAY_MS;

/** Why something that ends by itself can't begin at that instant; null where it can. */
export function againstTerm({ until }: TextParts, from: Instant): string | null {
  if (until === null) return null;
  if (until <= from) return 'It would be over before it begins.';
  return until > from + LONGEST_MS ? 'It can’t go on for more than ninety days.' : null;
}

function readPlan(kind: MatterKind, text: string): Result<TextParts> {
  const said = parse(text);
  const schema = kind === 'export' ? leavingPlan(said) : (WHAT[kind] ?? anything);
  const read = schema.safeParse(said);
  if (read.success) {
    const { data: what } = read;
    const subject = subjectOf(kind, SUBJECT[kind]?.(what as never) ?? what);
    return ok({ ...NOTHING, what, subject, until: termOf(what) });
  }
  const [issue] = read.error.issues;
  const says = `says what is to be done as JSON: ${[...(issue?.path ?? []), issue?.message].join(' ')}`;
  return refuse({ kind: 'invalid', says, field: 'text' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
