import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * What compiles signed texts into policies. Nothing of it runs when a decision is made; but while it can't be loaded,
 * nobody can say what the texts mean, so that whatever they speak of is denied.
 */
export interface PolicyEngine {
  readonly works: boolean;
}

const WORKING: PolicyEngine = { works: true };
const engines = new WeakMap<Kysely<Database>, PolicyEngine>();

/** Has decisions over this database hang on whether the engine works, from now on. */
export function relyOn(db: Kysely<Database>, engine: PolicyEngine): void {
  engines.set(db, engine);
}

/** The engine on which decisions over this database hang; where nobody said, one that works. */
export const engineOf = (db: Kysely<Database>): PolicyEngine => engines.get(db) ?? WORKING;
