import type { ResourceKind } from './resources.ts';

/** The shapes that the two documented APIs answer with; our own are described at `/api/openapi.json`. */

export type NetworkKind = 'employee' | 'partner' | 'customer' | 'open';
export type Naming = 'legal' | 'chosen' | 'pseudonym';

/** A set of actors that an audience can name. Ids are the server's, opaque. */
export type Atom =
  | { kind: 'everyone' | 'signed-in' | 'nobody' | 'network' }
  | { kind: 'connections' | 'followers'; of?: string }
  | { kind: 'circle'; circle: string }
  | { kind: 'persona'; persona: string }
  | { kind: 'space'; space: string }
  | { kind: 'conversation'; conversation: string; chapter: number }
  | { kind: 'staff'; organisation: string; in?: string }
  | { kind: 'experts'; organisation: string; in: string }
  | { kind: 'introduced'; by: string };

/** A union or an intersection of atoms. */
export type Expression = Atom | { any: Expression[] } | { all: Expression[] };

/** What the API takes and gives as `audience`. */
export type AudienceJson = Expression | { who: Expression; except: Atom[] };

interface Ask {
  kind: string;
  precision: string;
  least_audience: AudienceJson;
}

export interface NetworkRules {
  join: 'open' | 'invited' | 'domain' | 'approval';
  domains?: string[];
  naming: 'any' | 'legal';
  personas_per_account: number;
  asks: Ask[];
  /** To whom a newcomer must at least be visible and findable. */
  least_presence: { see: LeastAudience; find: LeastAudience };
  listed: boolean;
}

export type LeastAudience = 'nobody' | 'network' | 'signed-in' | 'everyone';

export interface Network {
  slug: string;
  title: string;
  description: string;
  kind: NetworkKind;
  rules: NetworkRules;
}

export interface Persona {
  id: string;
  network: { id: string; slug: string; title: string; kind: NetworkKind };
  handle: string;
  acct: string;
  display_name: string;
  naming: Naming;
  /** A hue in degrees, 0 to 359. */
  colour: number;
  state: 'member' | 'waiting' | 'suspended' | 'left';
  administrator: boolean;
}

/** An attribute that the viewer may see, at the precision that was disclosed. */
export type PastAttribute = Omit<ShownAttribute, 'value'> & { value: string | null };

export interface ShownAttribute {
  id: string;
  kind: string;
  value: string;
  precision: string;
}

export interface Account {
  id: string;
  username: string;
  acct: string;
  display_name: string;
  /** HTML. */
  note: string;
  url: string;
  avatar: string;
  created_at: string;
  bot: boolean;
  locked: boolean;
  followers_count: number;
  following_count: number;
  statuses_count: number;
  fields: { name: string; value: string }[];
  waxseal?: {
    kind: 'persona' | 'organisation' | 'group';
    naming: Naming;
    colour: number;
    attributes: ShownAttribute[];
  };
  source?: { note: string };
}

/** A file that goes with a post or a message. */
export interface MediaAttachment {
  id: string;
  type: 'image' | 'unknown';
  url: string;
  preview_url: string | null;
  description: string | null;
  waxseal?: { name: string; media_type: string; bytes: number };
}

/** A resource in few words. */
export interface ResourceCard {
  id: string;
  kind: ResourceKind;
  title: string;
  description: string;
}

export interface Status {
  id: string;
  created_at: string;
  edited_at: string | null;
  in_reply_to_id: string | null;
  in_reply_to_account_id: string | null;
  sensitive: boolean;
  spoiler_text: string;
  visibility: 'public' | 'unlisted' | 'private' | 'direct';
  language: string | null;
  url: string | null;
  /** HTML. */
  content: string;
  replies_count: number;
  reblogs_count: number;
  favourites_count: number;
  favourited?: boolean;
  reblogged?: boolean;
  bookmarked?: boolean;
  reblog: Status | null;
  account: Account;
  mentions: { id: string; username: string; acct: string; url: string }[];
  tags: { name: string; url: string }[];
  media_attachments?: MediaAttachment[];
  /** The post that it quotes, to whom may see that. */
  quote?: { state: string; quoted_status: Status } | null;
  waxseal?: {
    audience_text?: string;
    audience?: AudienceJson;
    space: { id: string; title: string } | null;
    label: string;
    can: { reply: boolean; reshare: boolean; quote: boolean; edit: boolean };
    /** In which it was said for an organisation. */
    seat?: NamedSeat;
    /** What its thread is about, or what it passes on and says nothing itself. */
    resource?: ResourceCard & { passed_on: boolean };
    /** The resource that it quotes, to whom may see that. */
    quoted?: ResourceCard;
  };
}

export type BusinessFunction =
  | 'marketing'
  | 'sales'
  | 'customer-service'
  | 'support'
  | 'human-resources'
  | 'communications';

/** In which seat something was said for an organisation; its holder, where they let themselves be seen. */
export interface NamedSeat {
  function: BusinessFunction;
  number: number;
  account: Account | null;
}

export interface Context {
  ancestors: Status[];
  descendants: Status[];
}

export interface Relationship {
  id: string;
  following: boolean;
  followed_by: boolean;
  requested: boolean;
  requested_by: boolean;
  blocking: boolean;
  muting: boolean;
  waxseal?: { connected: boolean; connection_requested: boolean; connection_requested_by: boolean };
}

export interface Notification {
  id: string;
  type: string;
  created_at: string;
  account: Account;
  status?: Status | null;
}

interface Tag {
  name: string;
  url: string;
}

export interface SearchResults {
  accounts: Account[];
  statuses: Status[];
  hashtags: Tag[];
}

export interface Circle {
  id: string;
  title: string;
  members_count: number;
}

export interface TieRequest {
  id: string;
  kind: 'follow' | 'connect' | 'join';
  from: Account;
  to: Account;
  created_at: string;
  answer: string | null;
  introduced_by: Account[];
}

export type Openness = 'open' | 'closed' | 'secret';

export interface Space {
  id: string;
  handle: string;
  title: string;
  note: string;
  openness: Openness;
  joined: boolean;
  requested: boolean;
  administrator: boolean;
  members_count: number | null;
}

export interface Disclosure {
  id: string;
  precision: string;
  /** The copy as others see it. */
  shown: string;
  /** The value has changed since the copy was made. */
  stale: boolean;
  audience: AudienceJson;
  /** To be read, or for one of the other purposes. */
  purpose: string;
  until: string | null;
  review_by: string | null;
}

export interface Attribute {
  id: string;
  kind: string;
  /** Null where it can't be read any more; what is shown of it stays. */
  value: string | null;
  updated_at: string;
  disclosure: Disclosure | null;
}

export interface VocabularyEntry {
  kind: string;
  precisions: string[];
  /** It isn't said, but confirmed. */
  confirmed: boolean;
}

/** A set that is named and not looked into; without an atom where only words can say it. */
interface NotCounted {
  atom: Atom | null;
  text: string;
}

export interface Reach {
  count: number;
  upper_bound: boolean;
  people: Account[];
  more: number;
  not_counted: NotCounted[];
  says: string;
}

interface ExplainStep {
  gate: string;
  passed: boolean;
  because?: string;
  text: string;
}

export interface Explanation {
  verdict: 'allowed' | 'denied' | 'depends';
  because?: string;
  text: string;
  steps: ExplainStep[];
  /** The policy that forbids it. */
  policy?: { clause: string | null; text: string };
  through: NotCounted[];
  depends_on: NotCounted[];
}

export interface WhoCanSee {
  count: number;
  upper_bound: boolean;
  visitors: boolean;
  signed_in: boolean;
  people: { account: Account; through: string[] }[];
  next: string | null;
  not_counted: NotCounted[];
  text: string;
}

export interface ViewAs {
  as: string;
  account: Account | null;
  /** Of what was shown then and isn't any longer, the value is kept nowhere. */
  attributes: PastAttribute[];
  posts: Status[];
  text: string;
}

export interface Grant {
  id: string;
  object: { kind: string; id: string; text: string };
  actions: string[];
  purpose: string;
  purpose_iri: string;
  audience: AudienceJson;
  audience_text: string;
  contradictions: string[];
  from: string;
  until: string | null;
  review_by: string | null;
}

/** Whom one keeps out for a while, and until when. */
export interface Lockdown {
  /** Members for less than so many days; null where being new plays no part. */
  newer_than_days: number | null;
  /** Whoever has no connection in common with one. */
  strangers: boolean;
  began_at: string;
  ends_at: string;
}

export interface Presence {
  etag: string;
  see: AudienceJson;
  find: AudienceJson;
  search: AudienceJson;
  suggest: AudienceJson;
  mention: AudienceJson;
  ties: AudienceJson;
  /** Who may write without asking first. */
  contact: AudienceJson;
}

type Standing = 'forbidden' | 'by-grant';

/** Half open, in days; null is for good. */
export interface DaysJson {
  from: number;
  until: number | null;
}

export interface PrivacyLabel {
  network: Network;
  run_by: { host: string; organisation: Account | null; administrators: Account[] };
  highest_label: 'public' | 'internal' | 'confidential' | 'trade-secret';
  contact: { function: string; standing: Standing }[];
  processing: { purpose: string; standing: Standing }[];
  policies: {
    actions: string[] | null;
    purposes: string[] | null;
    object_kinds: string[] | null;
    labels: string[] | null;
    /** Whose own it is; null is everybody's on the network. */
    organisation: Account | null;
    capacities: string[] | null;
    attributes: string[] | null;
    conversations: string[] | null;
    bases: string[] | null;
    hours: [from: number, until: number][] | null;
    age_days: DaysJson | null;
    retention_days: DaysJson | null;
    clause: string | null;
    has_exceptions: boolean;
  }[];
  retention: { request_days: number };
  federation: { domain: string | null; federates: boolean };
  exporters: string[];
}
