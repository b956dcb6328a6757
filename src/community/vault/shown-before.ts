import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Precision } from '../../privacy/disclosure.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { UNDONE_WITHIN_MS } from '../decisions/note-decision.ts';
import type { OpenAccount } from './account-rows.ts';
import { seal, unseal } from './seal.ts';

/** A copy that a persona shows of an attribute. */
export interface ShownCopy {
  readonly copy: ObjectId;
  readonly precision: Precision;
}

/** What a decision did to what a persona shows of one attribute; null is shown to nobody. */
export interface ShownChange {
  readonly attribute: string;
  /** Which edition of its value: when that was written. */
  readonly written: Instant;
  /** The copy of before was of an older edition. */
  readonly stale: boolean;
  readonly before: ShownCopy | null;
  readonly after: ShownCopy | null;
}

const copySchema = z
  .object({
    copy: z.string().transform((id) => id as ObjectId),
    precision: z.string().transform((precision) => precision as Precision),
  })
  .nullable();

const changesSchema = z.array(
  z.object({
    attribute: z.string(),
    written: z.number(),
    stale: z.boolean(),
    before: copySchema,
    after: copySchema,
  }),
);

const words = (account: string, decision: string): string => `${account} shown before ${decision}`;

/** Notes, sealed, what a decision did to what a persona shows. The community can't tell that copies are of one attribute. */
export async function noteShown(
  deps: Pick<Deps, 'random'>,
  db: Kysely<Database>,
  { id, key }: OpenAccount,
  noted: { readonly persona: ActorId; readonly decision: string; readonly changes: readonly ShownChange[] },
  at: Instant,
): Promise<void> {
  const { persona, decision, changes } = noted;
  await db
    .insertInto('vault.shown_before')
    .values({
      account_id: id,
      decision_id: decision,
      persona_id: persona,
      noted_at: timestamp(at),
      content_sealed: seal(deps, key, JSON.stringify(changes), words(id, decision)),
    })
    .execute();
}

/** What was noted of a decision; null where nothing is. */
export async function shownBefore(
  db: Kysely<Database>,
  { id, key }: OpenAccount,
  decision: string,
): Promise<readonly ShownChange[] | null> {
  const row = await db
    .selectFrom('vault.shown_before')
    .select('content_sealed')
    .where('account_id', '=', id)
    .where('decision_id', '=', decision)
    .executeTakeFirst();
  if (row === undefined) return null;
  return changesSchema.parse(
    JSON.parse(unseal(key, row.content_sealed, words(id, decision)).toString('utf8')),
  );
}

/** Forgets what can't be undone any longer. */
export async function forgetShown(db: Kysely<Database>, at: Instant): Promise<void> {
  await db
    .deleteFrom('vault.shown_before')
    .where('noted_at', '<', instantValue(at - UNDONE_WITHIN_MS))
    .execute();
}
