import type { Kysely } from 'kysely';
import { absent, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { engineOf } from '../../store/policies/engine.ts';
import type { Database } from '../../store/schema.ts';
import { type Seated, seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Compile } from './compile-text.ts';
import { type MatterRef, type OpenMatter, openMatter } from './open-matter.ts';

/** What the steps of a matter need. */
export interface StepDeps extends Pick<Deps, 'store' | 'ids' | 'publicUrl'> {
  /** Compiles the text of a policy. */
  readonly compile: Compile;
  /**
   * Signs a document as the server, so that it can be proved: gives the document with its proof.
   * @param at when, RFC 3339
   */
  sign(document: Readonly<Record<string, unknown>>, at: string): string;
}

/** Whose step it is, and what of. */
export interface StepOf {
  readonly trx: Kysely<Database>;
  readonly open: OpenMatter;
  readonly who: Seated;
}

/** Holds a matter while somebody who has a seat in its organisation takes a step, in one transaction. */
export function onMatter<T>(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ref: MatterRef,
  at: Instant,
  take: (step: StepOf) => Promise<Result<T>>,
): Promise<Result<T>> {
  return store.community.transaction().execute(async (trx) => {
    const open = await openMatter(trx, viewer.network, ref, true);
    if (open === null) return absent;
    const who = await seatedIn(trx, viewer, ref.organisation, at, 'transaction');
    return who.ok ? take({ trx, open, who: who.value }) : who;
  });
}

/** Of what only experts of the disciplines that sign, and who wrote it, may do. */
export const NOT_ASKED = refuse({
  kind: 'forbidden',
  says: 'That is for those who wrote it, and for the experts who sign it.',
});

export const mayLead = ({ open: { matter }, who }: Pick<StepOf, 'open' | 'who'>): boolean =>
  matter.writers.has(who.id) ||
  who.disciplines.some((discipline) => matter.submission?.required.includes(discipline) === true);

/**
 * While the engine of policies is down, each is taken at its widest, so that the facts are none that anybody should sign, nor
 * have drifted.
 */
export const knowsFacts = ({ store }: Pick<Deps, 'store'>): boolean => engineOf(store.community).works;

export const FACTS_UNKNOWN = refuse({
  kind: 'conflict',
  says: 'What policies say can’t be told just now. What is in force stays in force; try again later.',
});
