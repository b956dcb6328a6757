import type { Answer } from '../answer.ts';
import type { Cast, Name } from '../cast.ts';
import type { ViewerName } from '../viewers.ts';
import type { Ask, Credentials } from '../world.ts';

/** Kinds of things, as a trace has them. */
export type HiddenKind =
  | 'posts'
  | 'people'
  | 'spaces'
  | 'circles'
  | 'organisations'
  | 'attributes'
  | 'conversations'
  | 'resources';

/** What an attacker may have guessed or learnt of the hidden fact: it is used all over the trace. */
export interface Hidden {
  /** What the first of the ids is; unless told, it may be anything. */
  readonly is?: HiddenKind;
  /** Ids of whatever it made. */
  readonly ids: readonly string[];
  /** Words in it that one may search for. */
  readonly words: readonly string[];
  /** Handles and addresses that it took. */
  readonly handles: readonly string[];
  readonly emails: readonly string[];
  /** Those of the ids that are of resources: their routes are come at with these. */
  readonly resources?: readonly string[];
}

/** The things, there in both worlds, that the fact is about: the trace asks about these. Labels of the cast. */
export interface About {
  readonly posts?: readonly string[];
  readonly people?: readonly Name[];
  readonly spaces?: readonly string[];
  readonly organisations?: readonly string[];
  readonly attributes?: readonly string[];
  readonly conversations?: readonly string[];
  readonly resources?: readonly string[];
}

/** Makes requests in one world, each a step; a request that fails is a fault of the fact. */
export interface Doing {
  readonly cast: Cast;
  do(what: string, ask: Ask, as: Credentials): Promise<Answer>;
  /** Time passes as in a request that the other world has, and this one hasn't. */
  pass(): void;
}

/** One fact, in which two worlds differ. */
export interface HiddenFact {
  readonly name: string;
  readonly about: About;
  /** What happens in the one world. */
  happen(doing: Doing): Promise<Partial<Hidden>>;
  /** What happens in its place in the other; nothing unless given. */
  instead?(doing: Doing): Promise<void>;
  /**
   * The viewers who may know it, each with the reason. They must come to notice it in the trace, or else nobody could
   * have: every other viewer must not.
   */
  readonly knows: Partial<Record<ViewerName, string>>;
  /** Viewers who must not notice, besides those of every fact. */
  readonly also?: readonly ViewerName[];
  /** Only these of the viewers of every fact: where it is about one asker. */
  readonly only?: readonly ViewerName[];
  /** Only answers of these routes are compared, where others may differ by the design. With the reason. */
  readonly routes?: { readonly match: RegExp; readonly because: string } | undefined;
}
