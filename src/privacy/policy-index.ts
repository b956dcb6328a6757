import type { Key } from './audience.ts';
import { ATTRIBUTE_KINDS } from './disclosure.ts';
import type { Facts, NetworkFacts, ObjectFacts, Policy, Question, ViewerFacts } from './facts.ts';
import { binds, isInForce, isOfCircumstances, isOfKind, isOfObject, isOfQuestion } from './forbids.ts';
import { holdsKey } from './holds-key.ts';
import { fewest } from './policy-cover.ts';
import { PURPOSES } from './purposes.ts';
import {
  ACTIONS,
  type ActorId,
  CAPACITIES,
  type Capacity,
  CONVERSATION_ORIGINS,
  type Instant,
  LABELS,
  LAWFUL_BASES,
  type LawfulBasis,
  OBJECT_KINDS,
  type ObjectKind,
} from './words.ts';

/**
 * Policies by the class of question of which they speak. What doesn't change with the hour, the viewer or the age of a thing
 * is found once for each class and list of policies, so that a decision asks the few that are left, however many are in
 * force. It finds what `forbids` finds, one by one. The lists are facts and never change; a new version is a new list.
 */
interface Index {
  readonly asked: Map<number, Asked>;
  /** Classes that are kept; beyond the most it begins anew. */
  classes: number;
}

/** Policies that speak of one question about things of one kind. */
interface Asked {
  readonly policies: readonly Policy[];
  readonly organisations: ReadonlySet<ActorId>;
  readonly left: Map<number, readonly Policy[]>;
  readonly leftOfBound: Map<string, readonly Policy[]>;
}

const MOST_CLASSES = 20_000;
const indexes = new WeakMap<readonly Policy[], Index>();
const NONE: readonly Policy[] = [];

const placesIn = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map(words.map((word, n) => [word, n]));
const ACTION = placesIn(ACTIONS);
const PURPOSE = placesIn(PURPOSES);
const CAPACITY = placesIn(CAPACITIES);
const BASIS = placesIn(LAWFUL_BASES);
const KIND = placesIn(OBJECT_KINDS);
const LABEL = placesIn(LABELS);
const ATTRIBUTE = placesIn(ATTRIBUTE_KINDS);
const ORIGIN = placesIn(CONVERSATION_ORIGINS);

/** Whether a policy in force forbids it. */
export function isForbidden(question: Question, { viewer, object, network }: Facts): boolean {
  if (network.policies.length === 0) return false;
  for (const policy of leftFor(network, question, object)) {
    if (!isInForce(policy, question.at) || !isOfCircumstances(policy, question, object)) continue;
    if (!isExempt(policy, viewer, question.at)) return true;
  }
  return false;
}

function isExempt({ unless }: Policy, viewer: ViewerFacts, at: Instant): boolean {
  for (const key of unless) if (holdsKey(viewer, key, at)) return true;
  return false;
}

/** The sets by which a viewer may be exempt from what would forbid it now. */
export function exemptingKeys(question: Question, { object, network }: Facts): readonly Key[] {
  if (network.policies.length === 0) return [];
  return leftFor(network, question, object)
    .filter((one) => isInForce(one, question.at) && isOfCircumstances(one, question, object))
    .flatMap(({ unless }) => unless);
}

/** The policies that speak of the question about things of the kind: what is asked, in what capacity, on what ground. */
export const policiesOn = (
  { policies }: Pick<NetworkFacts, 'policies'>,
  question: Question,
  kind: ObjectKind,
): readonly Policy[] => (policies.length === 0 ? NONE : askedOf(policies, question, kind).policies);

/** The index that was asked last: decisions come by the page, all under one list. */
let last: { readonly policies: readonly Policy[]; readonly index: Index } | undefined;

function indexOf(policies: readonly Policy[]): Index {
  if (last?.policies === policies && last.index.classes < MOST_CLASSES) return last.index;
  let index = indexes.get(policies);
  if (index === undefined || index.classes >= MOST_CLASSES) {
    index = { asked: new Map(), classes: 0 };
    indexes.set(policies, index);
  }
  last = { policies, index };
  return index;
}

/** Of a person for themselves, on consent. */
const PERSONAL = placeOfActing('person', 'consent');

function placeOfActing(capacity: Capacity, basis: LawfulBasis): number {
  return (CAPACITY.get(capacity) ?? Number.NaN) * BASIS.size + (BASIS.get(basis) ?? Number.NaN);
}

function askedOf(policies: readonly Policy[], question: Question, kind: ObjectKind): Asked {
  const { action, purpose, as } = question;
  // What has a word of another build has no place, and is asked about each time.
  const acting = as === undefined ? PERSONAL : placeOfActing(as.capacity, as.basis ?? 'consent');
  const done = (ACTION.get(action) ?? Number.NaN) * PURPOSE.size + (PURPOSE.get(purpose) ?? Number.NaN);
  const key = (done * CAPACITY.size * BASIS.size + acting) * KIND.size + (KIND.get(kind) ?? Number.NaN);
  const index = indexOf(policies);
  const known = index.asked.get(key);
  if (known !== undefined) return known;
  const speaking = policies.filter((policy) => isOfQuestion(policy, question) && isOfKind(policy, kind));
  const asked: Asked = {
    policies: speaking,
    organisations: new Set(speaking.flatMap((policy) => policy.binds ?? [])),
    left: new Map(),
    leftOfBound: new Map(),
  };
  if (Number.isNaN(key)) return asked;
  index.classes++;
  index.asked.set(key, asked);
  return asked;
}

function leftFor({ policies }: NetworkFacts, question: Question, object: ObjectFacts): readonly Policy[] {
  const asked = askedOf(policies, question, object.kind);
  if (asked.policies.length === 0) return NONE;
  const place =
    ((LABEL.get(object.label) ?? LABEL.size) * (ATTRIBUTE.size + 2) + placeOf(object)) * (ORIGIN.size + 1) +
    (ORIGIN.get(object.conversation ?? 'none') ?? ORIGIN.size);
  const bound = boundBy(asked, question, object);
  const known = bound === null ? asked.left.get(place) : asked.leftOfBound.get(`${place} ${bound}`);
  if (known !== undefined) return known;
  const left = fewest(
    asked.policies.filter((one) => binds(one, question.as, object) && isOfObject(one, object)),
  );
  indexOf(policies).classes++;
  if (bound === null) asked.left.set(place, left);
  else asked.leftOfBound.set(`${place} ${bound}`, left);
  return left;
}

const placeOf = ({ attribute }: ObjectFacts): number =>
  attribute === undefined ? ATTRIBUTE.size : (ATTRIBUTE.get(attribute) ?? ATTRIBUTE.size + 1);

/** Those of the organisations with policies of their own that are acted for, or own the thing; mostly none. */
function boundBy({ organisations }: Asked, { as }: Question, { owner }: ObjectFacts): string | null {
  if (organisations.size === 0) return null;
  const acted = as !== undefined && organisations.has(as.organisation) ? as.organisation : '';
  const owned = organisations.has(owner) ? owner : '';
  return acted === '' && owned === '' ? null : `${acted} ${owned}`;
}
