import type { NetworkKind } from '../schema/vocabulary.ts';
import type { Fields } from '../templates/template.ts';

/** One clause to start from: a sentence, why, and which law or standard it serves. */
interface StartingClause {
  readonly id: string;
  readonly template: string;
  readonly fields: Fields;
  readonly reason: string;
  readonly law: string;
}

/** Clauses to start from, for networks of one kind. */
export interface StartingPoint {
  readonly kind: NetworkKind;
  readonly title: string;
  /** For whom it is, and what it doesn't do. */
  readonly intro: string;
  readonly clauses: readonly StartingClause[];
}
