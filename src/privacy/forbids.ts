import { minuteOfDay } from './conditions.ts';
import type { Acting, Days, Facts, ObjectFacts, Policy, Question } from './facts.ts';
import { holdsKey } from './holds-key.ts';
import { DAY_MS, FOREVER, type Instant, labelRank, type ObjectKind } from './words.ts';

/**
 * Whether the policy is in force, speaks of this class of question, and doesn't exempt the viewer. This is what policies
 * mean; whoever asks about many of them goes by `policy-index.ts`, which finds the same.
 */
export const forbids = (policy: Policy, question: Question, { viewer, object }: Facts): boolean =>
  isInForce(policy, question.at) &&
  isOfQuestion(policy, question) &&
  isOfKind(policy, object.kind) &&
  binds(policy, question.as, object) &&
  isOfObject(policy, object) &&
  isOfCircumstances(policy, question, object) &&
  !policy.unless.some((key) => holdsKey(viewer, key, question.at));

export const isInForce = ({ from, until }: Policy, at: Instant): boolean => !(at < from) && !(until <= at);

/** By what is asked, in what capacity and on what ground. */
export const isOfQuestion = (
  { actions, purposes, capacities, bases }: Policy,
  { action, purpose, as }: Question,
): boolean =>
  actions?.includes(action) !== false &&
  purposes?.includes(purpose) !== false &&
  capacities?.includes(as?.capacity ?? 'person') !== false &&
  bases?.includes(as?.basis ?? 'consent') !== false;

export const isOfKind = ({ objectKinds }: Policy, kind: ObjectKind): boolean =>
  objectKinds?.includes(kind) !== false;

/** An organisation's own policy goes for whoever acts for it, and for what is its own. */
export const binds = (
  { binds: organisation }: Policy,
  as: Acting | undefined,
  { owner }: Pick<ObjectFacts, 'owner'>,
): boolean => organisation === undefined || as?.organisation === organisation || owner === organisation;

/** By what doesn't change with the hour; an attribute of which it isn't known what it is might be any. */
export function isOfObject(
  { labels, attributes, conversations }: Policy,
  {
    kind,
    label,
    attribute,
    conversation,
  }: Pick<ObjectFacts, 'kind' | 'label' | 'attribute' | 'conversation'>,
): boolean {
  if (labels?.some((one) => labelRank(one) <= labelRank(label)) === false) return false;
  if (conversations?.includes(conversation ?? 'none') === false) return false;
  if (attributes === undefined) return true;
  return attribute === undefined ? kind === 'attribute' : attributes.includes(attribute);
}

/** By what differs from one asking to the next: the hour, how old the thing is, how long what comes of it is kept. */
export const isOfCircumstances = (
  { hours, age, retention }: Policy,
  { at, as }: Question,
  { since }: Pick<ObjectFacts, 'since'>,
): boolean =>
  (hours === undefined || isAmongHours(hours, at)) &&
  (retention === undefined || isAmongDays(retention, as?.retentionDays ?? FOREVER)) &&
  (age === undefined || since === undefined || isAmongDays(age, ageInDays(since, at)));

export const isAmongHours = (hours: number, at: Instant): boolean =>
  ((hours >>> Math.floor(minuteOfDay(at) / 60)) & 1) === 1;

const ageInDays = (since: Instant, at: Instant): number => Math.max(0, Math.floor((at - since) / DAY_MS));

/** For good is within whatever has no end; what is no number at all is within anything, and so denied. */
export const isAmongDays = ({ from, until }: Days, days: number): boolean =>
  !(days < from) && !(days >= until && until !== FOREVER);
