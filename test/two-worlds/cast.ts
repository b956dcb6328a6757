/**
 * Who there is before anything is hidden. Olive is the one who hides things; the others stand to her in the ways that
 * matter. A persona's handle is its name here.
 */
export interface Role {
  /** Whose it is: the account's name; several personas may be of one account. */
  readonly account: string;
  readonly network: 'acme' | 'globex';
  readonly is: string;
}

const role = (account: string, network: Role['network'], is: string): Role => ({ account, network, is });

export const ROLES = {
  ada: role('ada', 'acme', 'administrator of the network'),
  olive: role('olive', 'acme', 'the owner of what is hidden'),
  wren: role('olive', 'acme', "another persona of Olive's account, on the same network"),
  otter: role('olive', 'globex', "another persona of Olive's account, on another network"),
  iris: role('iris', 'acme', "in Olive's circle, connected with her, a member of the closed space"),
  cleo: role('cleo', 'acme', "in another circle of Olive's"),
  exie: role('exie', 'acme', "taken out of Olive's circle"),
  finn: role('finn', 'acme', 'follows Olive'),
  fawn: role('fawn', 'acme', 'followed Olive, and ended it'),
  lena: role('lena', 'acme', 'was a member of the network, and left'),
  bob: role('bob', 'acme', 'blocked by Olive'),
  sam: role('sam', 'acme', 'a stranger'),
  winny: role('winny', 'acme', "follows Olive's other persona, Wren"),
  stan: role('stan', 'acme', 'staff of the organisation Orga, in marketing'),
  peter: role('peter', 'acme', 'a third, whose things Olive and others answer'),
  quinn: role('quinn', 'acme', 'a third, administrator of the spaces'),
  rosa: role('rosa', 'acme', 'a third, who does something with Peter'),
  gus: role('gus', 'globex', 'a member of another network alone'),
} as const satisfies Record<string, Role>;

export type Name = keyof typeof ROLES;

/** Accounts without a persona, for what joins later. */
export const SPARE_ACCOUNTS = ['hugo', 'zoe', 'nobody-yet'] as const;

export interface Person {
  readonly id: string;
  readonly token: string;
  readonly network: Role['network'];
  readonly account: string;
}

/** What the base world has: ids and credentials by name. It is data, and the same in every copy. */
export interface Cast {
  readonly people: Readonly<Record<Name, Person>>;
  /** Cookie of each account's session. */
  readonly cookies: Readonly<Record<string, string>>;
  /** Circles, posts, spaces, organisations, attributes and disclosures by the labels that the base world gave them. */
  readonly things: Readonly<Record<string, string>>;
}

export const emailOf = (account: string): string => `${account}@mail.example`;
export const passwordOf = (account: string): string => `correct horse ${account} staple`;

/** Rules of both networks. */
export const RULES = { join: 'open', naming: 'any', personas_per_account: 3, asks: [] };
