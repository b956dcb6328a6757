import type { Key } from './audience.ts';
import { placeOfQuestion, placeOfThing } from './class-places.ts';
import type { Facts, NetworkFacts, ObjectFacts, Policy, Question, ViewerFacts } from './facts.ts';
import { binds, isInForce, isOfCircumstances, isOfKind, isOfObject, isOfQuestion } from './forbids.ts';
import { holdsKey } from './holds-key.ts';
import { fewest } from './policy-cover.ts';
import type { ActorId, Instant, ObjectKind } from './words.ts';

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
  readonly left: Left;
  /** By whoever is acted for, and by owner. */
  readonly leftOfBound: Map<ActorId, Map<ActorId, Left>>;
}

const MOST_CLASSES = 20_000;
const indexes = new WeakMap<readonly Policy[], Index>();
const NONE: readonly Policy[] = [];

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

function askedOf(policies: readonly Policy[], question: Question, kind: ObjectKind): Asked {
  const place = placeOfQuestion(question, kind);
  if (place === undefined) return newlyAsked(policies, question, kind);
  const index = indexOf(policies);
  let asked = index.asked.get(place);
  if (asked === undefined) {
    asked = newlyAsked(policies, question, kind);
    index.classes++;
    index.asked.set(place, asked);
  }
  return asked;
}

function newlyAsked(policies: readonly Policy[], question: Question, kind: ObjectKind): Asked {
  const speaking = policies.filter((policy) => isOfQuestion(policy, question) && isOfKind(policy, kind));
  const organisations = new Set(speaking.flatMap((policy) => policy.binds ?? []));
  return { policies: speaking, organisations, left: new Map(), leftOfBound: new Map() };
}

/** By the class of thing. */
type Left = Map<number, readonly Policy[]>;

function leftFor({ policies }: NetworkFacts, question: Question, object: ObjectFacts): readonly Policy[] {
  const asked = askedOf(policies, question, object.kind);
  if (asked.policies.length === 0) return NONE;
  const left = asked.organisations.size === 0 ? asked.left : leftOf(asked, question, object);
  const place = placeOfThing(object);
  let found = left.get(place);
  if (found === undefined) {
    found = fewest(
      asked.policies.filter((one) => binds(one, question.as, object) && isOfObject(one, object)),
    );
    indexOf(policies).classes++;
    left.set(place, found);
  }
  return found;
}

/** For those of the organisations with policies of their own that are acted for, or own the thing; mostly none. */
function leftOf({ organisations, left, leftOfBound }: Asked, { as }: Question, { owner }: ObjectFacts): Left {
  const acted = as !== undefined && organisations.has(as.organisation) ? as.organisation : NOBODY;
  const owned = organisations.has(owner) ? owner : NOBODY;
  if (acted === NOBODY && owned === NOBODY) return left;
  let byOwner = leftOfBound.get(acted);
  if (byOwner === undefined) {
    byOwner = new Map();
    leftOfBound.set(acted, byOwner);
  }
  let found = byOwner.get(owned);
  if (found === undefined) {
    found = new Map();
    byOwner.set(owned, found);
  }
  return found;
}

const NOBODY = '' as ActorId;
