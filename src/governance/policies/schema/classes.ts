import type { AttributeKind } from '../../../privacy/disclosure.ts';
import type { Purpose } from '../../../privacy/purposes.ts';
import type {
  Action,
  Capacity,
  ConversationOrigin,
  Discipline,
  Label,
  LawfulBasis,
  ObjectKind,
} from '../../../privacy/words.ts';
import type { CedarAction, NetworkKind } from './vocabulary.ts';

/** What is asked about, as far as policies tell it apart. */
export interface Thing {
  readonly kind: ObjectKind;
  /** Of an attribute. */
  readonly attribute?: AttributeKind;
}

/** One class of questions: whatever a policy can tell apart. The same for everybody, so it is decided once. */
export interface PolicyClass {
  readonly network: NetworkKind;
  readonly capacity: Capacity;
  readonly action: Action;
  readonly purpose: Purpose;
  readonly thing: Thing;
  readonly label: Label;
  readonly conversation: ConversationOrigin;
  readonly basis: LawfulBasis;
  /** UTC. */
  readonly hour: number;
  readonly ageDays: number;
  /** Infinity is for good. */
  readonly retentionDays: number;
  /** In which whoever asks is an expert of the organisation whose policy it is. */
  readonly disciplines: readonly Discipline[];
}

const BY_ACTION = {
  see: 'see',
  find: 'see',
  search: 'see',
  suggest: 'see',
  mention: 'see',
  reshare: 'share',
  quote: 'share',
  edit: 'share',
  contact: 'engage',
  'request-contact': 'engage',
  connect: 'engage',
  'connect-at-once': 'engage',
} as const satisfies Partial<Record<Action, CedarAction>>;

/** Processing for a purpose that has no name of its own in policies is mining, which is the most that it can be. */
const BY_PURPOSE = {
  reading: 'mine',
  marketing: 'target',
  sales: 'target',
  'customer-service': 'mine',
  support: 'mine',
  'human-resources': 'mine',
  communications: 'mine',
  'offer-targeting': 'target',
  'sentiment-monitoring': 'listen',
  'influence-measurement': 'aggregate',
  aggregation: 'aggregate',
  mining: 'mine',
  'model-training': 'mine',
  'entity-resolution': 'resolve-entities',
  personalisation: 'target',
  suggestions: 'target',
  'recruitment-screening': 'mine',
} as const satisfies Record<Purpose, CedarAction>;

/**
 * What policies call it. To answer is to engage where it is done for an organisation, and to share where a person does it;
 * to download is to export where it is done for an organisation.
 */
export function cedarAction(capacity: Capacity, action: Action, purpose: Purpose): CedarAction {
  switch (action) {
    case 'process':
      return BY_PURPOSE[purpose];
    case 'reply':
      return capacity === 'person' ? 'share' : 'engage';
    case 'download':
      return capacity === 'person' ? 'share' : 'export';
    default:
      return BY_ACTION[action];
  }
}

/** Actions that policies can't tell apart, whoever asks and for whatever purpose. */
export const ACTION_GROUPS: readonly (readonly Action[])[] = [
  ['see', 'find', 'search', 'suggest', 'mention'],
  ['reply'],
  ['reshare', 'quote', 'edit'],
  ['download'],
  ['contact', 'request-contact', 'connect', 'connect-at-once'],
  ['process'],
];
