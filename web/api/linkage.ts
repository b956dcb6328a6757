import { json, request } from './http.ts';
import type { ReachQuestion } from './privacy.ts';

type Strength = 'weak' | 'strong' | 'certain';

type SignalKind =
  | 'contact-data'
  | 'handle'
  | 'name'
  | 'picture'
  | 'link'
  | 'phrase'
  | 'attribute'
  | 'contacts'
  | 'hours';

export type Cut =
  | 'reword'
  | 'take-out'
  | 'rename'
  | 'new-handle'
  | 'hide-attribute'
  | 'hide-ties'
  | 'other-picture'
  | 'other-hours';

/** Something that two of one's personas have in common. */
export interface Signal {
  kind: SignalKind;
  /** Which form of the kind it is, such as which attribute. */
  of: string | null;
  what: string;
  strength: Strength;
  times: number;
  /** How many others have it too; null where that isn't counted. */
  also: number | null;
  posts: string[];
  other_posts: string[];
  cut: Cut;
}

export interface Linkage {
  persona: string;
  other: string;
  strength: Strength;
  signals: Signal[];
}

export interface Linkages {
  /** How many were compared. */
  personas: number;
  linkages: Linkage[];
}

/** What a persona is about to say or to show. */
export interface Revealing extends Partial<ReachQuestion> {
  persona: string;
  text?: string;
  display_name?: string;
  attribute?: { id: string; precision: string };
}

const PATH = '/api/privacy/v1/session/linkage';

/** What ties the account's personas together; by the session, for no token may ask. */
export const readLinkages = async (): Promise<Linkages> => json(await request('GET', PATH));

/** What it would newly tie. */
export const checkLinkage = async (revealing: Revealing, signal?: AbortSignal): Promise<Linkages> =>
  json(await request('POST', `${PATH}/draft`, { body: revealing, ...(signal && { signal }) }));
