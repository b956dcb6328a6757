import { json, request } from './http.ts';
import type { Label } from './resources.ts';
import type {
  AudienceJson,
  Naming,
  Network,
  NetworkKind,
  NetworkRules,
  Persona,
  PrivacyLabel,
} from './types.ts';

/** What speaks for the account: everything here goes by the session cookie. */
const base = '/api/privacy/v1';

export interface Session {
  /** The address that the account signs in with. */
  email: string;
  /** Whether the address was confirmed by the code that was mailed. */
  email_confirmed: boolean;
  may_found_networks: boolean;
}

export interface Credentials {
  email: string;
  password: string;
}

export async function isServerEmpty(): Promise<boolean> {
  const { empty } = await json<{ empty: boolean }>(await request('GET', `${base}/setup`));
  return empty;
}

export interface Setup extends Credentials {
  network: {
    slug: string;
    title: string;
    description: string;
    kind: NetworkKind;
    rules: Partial<NetworkRules>;
    highest_label?: Label;
  };
  persona: { handle: string; display_name: string };
}

export async function setUp(setup: Setup): Promise<void> {
  await request('POST', `${base}/setup`, { body: setup });
}

export async function readSession(): Promise<Session> {
  return json(await request('GET', `${base}/session`));
}

export async function signUp(credentials: Credentials): Promise<void> {
  await request('POST', `${base}/accounts`, { body: credentials });
}

export async function signIn(credentials: Credentials): Promise<void> {
  await request('POST', `${base}/session`, { body: credentials });
}

export async function signOut(): Promise<void> {
  await request('DELETE', `${base}/session`);
}

/** Ends every session, and the tokens of every persona. */
export async function signOutEverywhere(): Promise<void> {
  await request('DELETE', `${base}/sessions`);
}

export async function listPersonas(): Promise<Persona[]> {
  return json(await request('GET', `${base}/personas`));
}

export interface JoinAttribute {
  kind: string;
  value: string;
  precision: string;
  audience: AudienceJson;
}

export interface Joining {
  network: string;
  handle: string;
  display_name: string;
  naming: Naming;
  note?: string;
  invite?: string;
  words?: string;
  presence?: { see: AudienceJson; find: AudienceJson };
  attributes?: JoinAttribute[];
}

export async function joinNetwork(joining: Joining): Promise<Persona> {
  return json(await request('POST', `${base}/personas`, { body: joining }));
}

/** Leaves the network: every tie, grant and disclosure of the persona ends. */
export async function leaveNetwork(persona: string): Promise<void> {
  await request('DELETE', `${base}/personas/${persona}`);
}

export async function listNetworks(): Promise<Network[]> {
  return json(await request('GET', `${base}/networks`));
}

export async function showNetwork(slug: string): Promise<Network> {
  return json(await request('GET', `${base}/networks/${encodeURIComponent(slug)}`));
}

export interface NewNetwork {
  slug: string;
  title: string;
  description: string;
  kind: NetworkKind;
  rules: Partial<NetworkRules>;
  highest_label?: Label;
  persona: { handle: string; display_name: string };
}

export async function createNetwork(network: NewNetwork): Promise<{ network: Network; persona: Persona }> {
  return json(await request('POST', `${base}/networks`, { body: network }));
}

/** Has a code mailed to the account's address. */
export async function mailCode(): Promise<void> {
  await request('POST', `${base}/session/email-code`, { body: {} });
}

export async function confirmEmail(code: string): Promise<void> {
  await request('POST', `${base}/session/email-confirmation`, { body: { code } });
}

/** What one should know of a network before one joins. */
export const showPrivacyLabel = async (slug: string): Promise<PrivacyLabel> =>
  json(await request('GET', `${base}/networks/${encodeURIComponent(slug)}/privacy-label`));
