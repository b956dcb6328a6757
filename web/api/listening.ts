import type { Client } from './client.ts';
import type { Budget } from './records.ts';

const base = '/api/insight/v1';

/** A number as it was told: with noise, or not since too few spoke. */
export interface HeardNumber {
  count: number | null;
  fewer_than: number | null;
  interval: { low: number; high: number; share: number } | null;
}

export interface Bucket {
  from: string;
  until: string;
  members: HeardNumber;
  posts: HeardNumber;
  /** From -100 to 100. */
  mood: { mean: number; low: number; high: number } | null;
}

export type Topic =
  | { kind: 'everything' }
  | { kind: 'hashtag'; hashtag: string }
  | { kind: 'phrase'; phrase: string }
  | { kind: 'space'; space: string }
  | { kind: 'saved'; topic: string };

export interface ListeningQuestion {
  function: string;
  topic: Topic;
  span: { unit: 'day' | 'week'; buckets: number };
  by?: { attribute: string; values: string[] } | undefined;
}

export interface Listening {
  id: string;
  buckets: Bucket[];
  /** The last, of any other value, is null. */
  groups?: { value: string | null; buckets: Bucket[] }[];
  other_languages: { share: number; low: number; high: number } | null;
  minimum: number;
  counted_in: number;
  posts_of_member: number;
  sigma: { members: number; posts: number; mood: number; languages: number };
  asked_at: string;
  same_until: string;
  budget: Budget;
}

export interface Emerging {
  id: string;
  terms: {
    term: string;
    kind: 'hashtag' | 'word';
    members: { count: number; interval: { low: number; high: number } };
  }[];
  told_from: number;
  words_of_member: number;
  sigma: number;
  asked_at: string;
}

export interface SavedTopic {
  id: string;
  function: string;
  title: string;
  hashtags: string[];
  phrases: string[];
}

export type SaidTopic = Omit<SavedTopic, 'id'>;

export interface Watch {
  id: string;
  function: string;
  topic: { id: string; title: string };
  until: string;
  questions_left: number;
  ended_at: string | null;
  ended_because: 'stopped' | 'over' | 'budget' | 'topic' | 'nobody' | null;
}

export interface Alert {
  id: string;
  topic: { id: string; title: string };
  kind: 'members' | 'posts' | 'mood';
  day: string;
  before_day: string;
  now: number;
  before: number;
}

export const listen = (client: Client, organisation: string, asked: ListeningQuestion): Promise<Listening> =>
  client.post(`${base}/listening`, { organisation, ...asked });
export const askEmerging = (
  client: Client,
  organisation: string,
  asked: Pick<ListeningQuestion, 'function' | 'topic'>,
): Promise<Emerging> => client.post(`${base}/emerging-terms`, { organisation, ...asked });
export const listTopics = (client: Client, organisation: string): Promise<SavedTopic[]> =>
  client.get(`${base}/topics`, { query: { organisation } });
export const saveTopic = (client: Client, organisation: string, said: SaidTopic): Promise<SavedTopic> =>
  client.post(`${base}/topics`, { organisation, ...said });
export const endTopic = (client: Client, id: string): Promise<void> => client.delete(`${base}/topics/${id}`);
export const listWatches = (client: Client, organisation: string): Promise<{ watches: Watch[] }> =>
  client.get(`${base}/watches`, { query: { organisation } });
export const beginWatch = (client: Client, topic: string, until: string): Promise<Watch> =>
  client.post(`${base}/watches`, { topic, until });
export const endWatch = (client: Client, id: string): Promise<void> => client.delete(`${base}/watches/${id}`);
export const listAlerts = (client: Client, organisation: string): Promise<Alert[]> =>
  client.get(`${base}/alerts`, { query: { organisation } });
