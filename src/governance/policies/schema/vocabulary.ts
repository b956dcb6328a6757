import { ATTRIBUTE_KINDS } from '../../../privacy/disclosure.ts';
import { PURPOSES } from '../../../privacy/purposes.ts';
import {
  CONVERSATION_ORIGINS,
  DISCIPLINES,
  FUNCTIONS,
  LABELS,
  LAWFUL_BASES,
  type ObjectKind,
} from '../../../privacy/words.ts';

/** What policies call what is done. {@link cedarAction} says which of the core's questions is which. */
export const CEDAR_ACTIONS = [
  'see',
  'listen',
  'aggregate',
  'mine',
  'target',
  'engage',
  'resolve-entities',
  'export',
  'share',
] as const;
export type CedarAction = (typeof CEDAR_ACTIONS)[number];

/** The kinds of network: of one's staff (E2E), of partners (B2B), of customers (B2C), and open ones. */
export const NETWORK_KINDS = ['employee', 'partner', 'customer', 'open'] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

export const PRINCIPAL_TYPES = ['Staff', 'Service', 'Person'] as const;

/** What the kinds of objects are called in policies. */
export const RESOURCE_TYPE_OF = {
  presence: 'Persona',
  attribute: 'Attribute',
  attributes: 'Attribute',
  post: 'Post',
  posts: 'Post',
  resource: 'Resource',
  ties: 'ConnectionGraph',
  staff: 'ConnectionGraph',
  message: 'Message',
} as const satisfies Record<ObjectKind, string>;

/** The words that a policy may use, each kind as an enumerated entity type: a word that isn't one is an error of its own. */
export const VOCABULARY = {
  Function: FUNCTIONS,
  Discipline: DISCIPLINES,
  /** Whoever acts for an organisation, whichever. */
  Organisation: ['any'],
  Network: NETWORK_KINDS,
  Purpose: PURPOSES,
  Label: LABELS,
  AttributeKind: ATTRIBUTE_KINDS,
  LawfulBasis: LAWFUL_BASES,
  Conversation: CONVERSATION_ORIGINS,
  Action: CEDAR_ACTIONS,
} as const satisfies Record<string, readonly string[]>;
export type WordType = keyof typeof VOCABULARY;

export const isWordType = (type: string): type is WordType => Object.hasOwn(VOCABULARY, type);

/** Which word stands for what in the context; `hour`, `ageDays` and `retentionDays` are numbers. */
export const CONTEXT_NUMBERS = ['hour', 'ageDays', 'retentionDays'] as const;
