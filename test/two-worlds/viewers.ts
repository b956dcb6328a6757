import type { Name } from './cast.ts';

/** Whoever replays the trace: a persona by its token and its account's session, or nobody. */
export interface ViewerKind {
  /** How the person stands to Olive, who hides things. */
  readonly is: string;
  /** The persona whose token is used; none is a visitor of the network. */
  readonly persona?: Name;
  /** The persona has left, and its token with it. */
  readonly left?: boolean;
  /** Knows the password of the address that a fact hides. */
  readonly knowsPassword?: boolean;
  /** The account whose session is used for what is asked of accounts; none asks without a cookie. */
  readonly session?: string;
}

/**
 * The kinds of viewer that replay the trace of every fact, unless the fact says that they know it.
 *
 * Those of Olive's own account come without its session: to the account, nothing of its own is hidden; what a persona
 * does with its token must not show it.
 */
export const EVERY_VIEWER = {
  visitor: { is: 'nobody, a visitor of the network' },
  stranger: { is: 'a member without any tie', persona: 'sam', session: 'sam' },
  follower: { is: 'follows Olive', persona: 'finn', session: 'finn' },
  'ex-follower': { is: 'followed Olive, and ended it', persona: 'fawn', session: 'fawn' },
  'in another circle': { is: "in another circle of Olive's", persona: 'cleo', session: 'cleo' },
  'taken out of the circle': { is: "was in Olive's circle", persona: 'exie', session: 'exie' },
  'ex-member': {
    is: 'left the network; holds the token of then',
    persona: 'lena',
    left: true,
    session: 'lena',
  },
  blocked: { is: 'blocked by Olive', persona: 'bob', session: 'bob' },
  sibling: { is: "another persona of Olive's account", persona: 'wren' },
  'sibling elsewhere': { is: "a persona of Olive's account on another network", persona: 'otter' },
  'follower of the sibling': { is: "follows Olive's other persona", persona: 'winny', session: 'winny' },
  administrator: { is: 'administers the network', persona: 'ada', session: 'ada' },
  staff: { is: 'staff of an organisation', persona: 'stan', session: 'stan' },
} as const satisfies Record<string, ViewerKind>;

/** Those who replay the trace of some facts: who may know them, and those whom a fact names besides. */
const OTHER_VIEWERS = {
  owner: { is: 'Olive', persona: 'olive', session: 'olive' },
  'in the circle': { is: "in Olive's circle, and in the closed space", persona: 'iris', session: 'iris' },
  peter: { is: 'a third, the author of what is answered', persona: 'peter', session: 'peter' },
  rosa: { is: 'a third', persona: 'rosa', session: 'rosa' },
  quinn: { is: 'administers the spaces', persona: 'quinn', session: 'quinn' },
  'their account': { is: 'the account of what joins later, by its session', session: 'zoe' },
  'holder of the address': { is: 'has the password of the hidden address', knowsPassword: true },
  'member elsewhere': { is: 'a member of another network alone', persona: 'gus', session: 'gus' },
} as const satisfies Record<string, ViewerKind>;

export type EveryViewer = keyof typeof EVERY_VIEWER;
export type ViewerName = EveryViewer | keyof typeof OTHER_VIEWERS;

export const VIEWERS: Readonly<Record<ViewerName, ViewerKind>> = { ...EVERY_VIEWER, ...OTHER_VIEWERS };
