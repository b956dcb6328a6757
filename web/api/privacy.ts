import type { GiveawayField, Warning } from '../giveaway/warnings.ts';
import type { Client } from './client.ts';
import type {
  Attribute,
  AudienceJson,
  Explanation,
  Grant,
  Lockdown,
  Presence,
  Reach,
  ViewAs,
  VocabularyEntry,
  WhoCanSee,
} from './types.ts';

const base = '/api/privacy/v1';

/** A thing of one's own about which one asks who may see it. */
export interface OwnThing {
  kind: 'post' | 'attribute' | 'presence' | 'resource';
  id: string;
}

export interface ReachQuestion {
  audience: AudienceJson;
  space?: string;
  reply_to?: string;
}

/** Who and how many a draft's audience includes. */
export const askReach = (client: Client, question: ReachQuestion, signal?: AbortSignal): Promise<Reach> =>
  client.post(`${base}/reach`, question, signal === undefined ? {} : { signal });

/** What a draft would give away, as the server sees it, which knows what this persona withholds. */
export async function checkDraft(
  client: Client,
  draft: Partial<ReachQuestion> & Record<GiveawayField, string>,
): Promise<Warning[]> {
  const { findings } = await client.post<{
    findings: (Omit<Warning, 'field' | 'piece'> & { in: GiveawayField })[];
  }>(`${base}/drafts/check`, draft);
  return findings.map(({ in: field, kind, attribute, labelled, start, end }) => ({
    field,
    kind,
    attribute,
    labelled,
    start,
    end,
    piece: draft[field].slice(start, end),
  }));
}

/** Asked of now where it is null. */
type Then = string | null;

const then = (at: Then): { at?: string } => (at === null ? {} : { at });

export const whoCanSee = (
  client: Client,
  thing: OwnThing,
  cursor: string | null,
  at: Then,
): Promise<WhoCanSee> =>
  client.get(`${base}/who-can-see`, {
    query: { ...thing, ...then(at), action: 'see', ...(cursor === null ? {} : { cursor }) },
  });

export const explainTo = (client: Client, thing: OwnThing, persona: string, at: Then): Promise<Explanation> =>
  client.get(`${base}/explain`, { query: { ...thing, ...then(at), persona, action: 'see' } });

/** @param as `public`, `stranger`, or a persona's id */
export const viewAs = (client: Client, as: string, at: Then): Promise<ViewAs> =>
  client.get(`${base}/view-as`, { query: { as, ...then(at) } });

/** Grants on a thing that began or ended at one time. */
export interface Change {
  at: string;
  given: { actions: string[]; purpose: string; audience_text: string }[];
  ended: { actions: string[]; purpose: string; audience_text: string }[];
}

export const listHistory = (client: Client, thing: OwnThing): Promise<Change[]> =>
  client.get(`${base}/history`, { query: { kind: thing.kind, id: thing.id } });

export const listGrants = (client: Client): Promise<Grant[]> => client.get(`${base}/grants`);

export const withdrawGrant = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/grants/${id}`);

export const readPresence = (client: Client): Promise<Presence> => client.get(`${base}/presence`);

/** @param etag of what one had read: refused where it was changed meanwhile */
export const changePresence = (
  client: Client,
  changes: Partial<Omit<Presence, 'etag'>>,
  etag: string,
): Promise<Presence> => client.put(`${base}/presence`, changes, { headers: { 'if-match': etag } });

export const readLockdown = (client: Client): Promise<{ lockdown: Lockdown | null }> =>
  client.get(`${base}/lockdown`);

export const beginLockdown = (
  client: Client,
  wanted: Pick<Lockdown, 'newer_than_days' | 'strangers'> & { days: 1 | 7 | 30 },
): Promise<unknown> => client.put(`${base}/lockdown`, wanted);

export const endLockdown = (client: Client): Promise<unknown> => client.delete(`${base}/lockdown`);

export const listAttributes = (client: Client): Promise<Attribute[]> => client.get(`${base}/attributes`);

export const attributeVocabulary = (client: Client): Promise<VocabularyEntry[]> =>
  client.get(`${base}/attributes/vocabulary`);

export const addAttribute = (client: Client, kind: string, value: string): Promise<Attribute> =>
  client.post(`${base}/attributes`, { kind, value });

export const changeAttribute = (client: Client, id: string, value: string): Promise<Attribute> =>
  client.put(`${base}/attributes/${id}`, { value });

export const deleteAttribute = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/attributes/${id}`);

export interface NewDisclosure {
  precision: string;
  audience: AudienceJson;
  purpose: string;
  until?: string;
}

/** Makes the copy that others may see, or makes it anew. */
export const discloseAttribute = (
  client: Client,
  id: string,
  disclosure: NewDisclosure,
): Promise<Attribute> => client.put(`${base}/attributes/${id}/disclosure`, disclosure);

/** Withdraws: the copy is gone at once. */
export const sealAttribute = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/attributes/${id}/disclosure`);
