import { type Audience, admitsOutsiders, type Key, NETWORK } from './audience.ts';
import { asksNothing, type Circumstances, failedCondition } from './conditions.ts';
import type { Acting, Facts, Lockdown, ObjectFacts, Question, ViewerFacts } from './facts.ts';
import type { Grant } from './grant.ts';
import { holdsKey } from './holds-key.ts';
import { isForbidden } from './policy-index.ts';
import { covers } from './purposes.ts';
import {
  ACTIONS_ON_SEEN,
  type ActorId,
  DAY_MS,
  type GrantId,
  heldSince,
  holdsAt,
  type Instant,
  labelRank,
} from './words.ts';

/** What stands in the way. The order of {@link GATES} and {@link GRANT_CLAUSES} is the order of precedence. */
export type Clause =
  | 'block'
  | 'lockdown'
  | 'suspension'
  | 'membership'
  | 'no-grant'
  | 'purpose'
  | 'not-yet'
  | 'ended'
  | 'audience'
  | 'excluded'
  | 'condition'
  | 'label'
  | 'policy'
  | 'unseen'
  | 'thread';

export type Decision =
  | { readonly allowed: true; readonly by: 'owner' | GrantId }
  | { readonly allowed: false; readonly because: Clause };

/** One condition on a grant: the clause responsible where it doesn't hold, else null. */
export type GrantClause = (grant: Grant, question: Question, facts: Facts) => Clause | null;
/** One condition on the whole; `rules` is handed on to what a gate asks about other objects. */
export type Gate = (question: Question, facts: Facts, rules: Rules) => Clause | null;

export interface Rules {
  readonly gates: readonly Gate[];
  readonly grantClauses: readonly GrantClause[];
}

const BY_OWNER: Decision = { allowed: true, by: 'owner' };
const refusals = new Map<Clause, Decision>();

function refusal(because: Clause): Decision {
  let decision = refusals.get(because);
  if (decision === undefined) {
    decision = { allowed: false, because };
    refusals.set(because, decision);
  }
  return decision;
}

/** The question whether something may be read; by whoever acts for an organisation, in its name. */
export const toRead = (at: Instant, as?: Acting): Question =>
  as === undefined
    ? { action: 'see', purpose: 'reading', at }
    : { action: 'see', purpose: 'reading', at, as };

/**
 * A term whose every key the viewer holds; who isn't a member of the network holds only outsiders' terms. A term
 * without keys is malformed and holds for nobody.
 */
export function holdsTerm(viewer: ViewerFacts, term: readonly Key[], at: Instant): boolean {
  if (term.length === 0) return false;
  for (const key of term) if (!holdsKey(viewer, key, at)) return false;
  return holdsAt(viewer.ties.get(NETWORK), at) || admitsOutsiders(term);
}

/**
 * An exclusion applies from when it first holds until the grant ends, and goes on in a grant that takes its place: what
 * ends afterwards (a circle, a connection, a membership) is frozen as it stood, so that nothing widens by an ending.
 */
function isExcluded(viewer: ViewerFacts, audience: Audience, since: Instant, at: Instant): boolean {
  for (const key of audience.except) {
    if (holdsKey(viewer, key, at) || heldSince(viewer.ties.get(key), since, at)) return true;
  }
  return false;
}

export const coversAction: GrantClause = (grant, question) =>
  grant.actions.includes(question.action) ? null : 'no-grant';

export const coversPurpose: GrantClause = (grant, question) =>
  covers(grant.purpose, question.purpose) ? null : 'purpose';

export const hasBegun: GrantClause = (grant, question) => (grant.from <= question.at ? null : 'not-yet');

export const hasNotEnded: GrantClause = (grant, question) => (question.at < grant.until ? null : 'ended');

export const isInAudience: GrantClause = (grant, question, { viewer }) => {
  for (const term of grant.audience.any) if (holdsTerm(viewer, term, question.at)) return null;
  return 'audience';
};

export const isNotExcluded: GrantClause = (grant, question, { viewer }) =>
  isExcluded(viewer, grant.audience, grant.excludingSince, question.at) ? 'excluded' : null;

export const conditionsHold: GrantClause = (grant, question, { viewer, object }) => {
  if (asksNothing(grant.conditions)) return null;
  const circumstances: Circumstances = {
    actorKind: viewer.kind,
    mutual: viewer.mutual.get(object.owner) ?? 0,
    at: question.at,
  };
  return failedCondition(grant.conditions, circumstances) === null ? null : 'condition';
};

const GRANT_CLAUSES: readonly GrantClause[] = [
  coversAction,
  coversPurpose,
  hasBegun,
  hasNotEnded,
  isInAudience,
  isNotExcluded,
  conditionsHold,
];

/** Clauses in the order in which a grant is examined; the grant that came furthest gives the reason. */
const PROGRESS: readonly Clause[] = [
  'no-grant',
  'purpose',
  'not-yet',
  'ended',
  'audience',
  'excluded',
  'condition',
];

/** The grant that allows it, or the clause at which the best of them failed. */
export function liveGrant(question: Question, facts: Facts, rules: Rules): Grant | Clause {
  let furthest = 0;
  for (const grant of facts.object.grants) {
    const failed = firstFailure(grant, question, facts, rules.grantClauses);
    if (failed === null) return grant;
    furthest = Math.max(furthest, PROGRESS.indexOf(failed));
  }
  return PROGRESS[furthest] ?? 'no-grant';
}

function firstFailure(
  grant: Grant,
  question: Question,
  facts: Facts,
  clauses: readonly GrantClause[],
): Clause | null {
  for (const clause of clauses) {
    const failed = clause(grant, question, facts);
    if (failed !== null) return failed;
  }
  return null;
}

export const noBlock: Gate = (question, { viewer, object }) =>
  holdsAt(viewer.blocks.get(object.owner), question.at) ? 'block' : null;

/**
 * What was said in a conversation is for those to whom it was said. Organisations and groups are no personas that could
 * be new or have connections in common: what they may is said by function.
 */
export const noLockdown: Gate = (question, { viewer, object }) => {
  if (object.ownerLockdowns.length === 0 || object.kind === 'message') return null;
  if (viewer.kind === 'organisation' || viewer.kind === 'group') return null;
  const locked = object.ownerLockdowns.some(
    (lockdown) => holdsAt([lockdown], question.at) && isMeant(lockdown, viewer, object.owner, question.at),
  );
  return locked && !isAcquainted(viewer, object.owner) ? 'lockdown' : null;
};

function isMeant({ newerThanDays, strangers }: Lockdown, viewer: ViewerFacts, owner: ActorId, at: Instant) {
  if (strangers && (viewer.mutual.get(owner) ?? 0) === 0) return true;
  return newerThanDays !== null && !joinedBy(viewer, at - newerThanDays * DAY_MS);
}

/** Whether the viewer was a member of the network already then; that they left and came back makes nobody new. */
const joinedBy = (viewer: ViewerFacts, then: Instant): boolean =>
  (viewer.ties.get(NETWORK) ?? []).some(({ from }) => from <= then);

const isAcquainted = ({ acquainted }: ViewerFacts, owner: ActorId): boolean =>
  acquainted === 'everybody' || acquainted.has(owner);

export const noSuspension: Gate = (question, { viewer, object }) =>
  holdsAt(object.ownerSuspensions, question.at) || holdsAt(viewer.suspensions, question.at)
    ? 'suspension'
    : null;

/** Where every grant that would cover the question asks for membership of the network, the viewer must have it. */
export const isMember: Gate = (question, { viewer, object }) => {
  if (holdsAt(viewer.ties.get(NETWORK), question.at)) return null;
  let asked = false;
  for (const grant of object.grants) {
    if (!grant.actions.includes(question.action) || !covers(grant.purpose, question.purpose)) continue;
    if (question.at < grant.from || grant.until <= question.at) continue;
    for (const term of grant.audience.any) {
      if (admitsOutsiders(term)) return null;
      asked = true;
    }
  }
  return asked ? 'membership' : null;
};

export const hasGrant: Gate = (question, facts, rules) => clauseOf(liveGrant(question, facts, rules));

const clauseOf = (found: Grant | Clause): Clause | null => (typeof found === 'string' ? found : null);

/** A label that this build doesn't know is admitted nowhere. */
export const labelAdmitted: Gate = (_question, { object, network }) => {
  const rank = labelRank(object.label);
  return rank >= 0 && rank <= labelRank(network.highestLabel) ? null : 'label';
};

export const noPolicyForbids: Gate = (question, facts) => (isForbidden(question, facts) ? 'policy' : null);

/** To answer, reshare, quote, download or edit a thing one must be able to see it. */
export const canSeeIt: Gate = (question, facts, rules) => {
  if (!ACTIONS_ON_SEEN.includes(question.action)) return null;
  return decideBy(rules, toRead(question.at, question.as), facts).allowed ? null : 'unseen';
};

/**
 * A reply or a repetition never reaches further than what it answers or repeats, be that a post or a resource with the
 * folders around it; nor does what lies in a folder reach further than the folder.
 */
export const canSeeThread: Gate = (question, facts, rules) => {
  if (facts.object.within.length === 0) return null;
  for (const ancestor of ancestorsOf(facts.object)) {
    const asked = askedOfAncestor(question, facts.object);
    if (!decideBy(rules, asked, about(facts, ancestor)).allowed) return 'thread';
  }
  return null;
};

/**
 * What is done to a thing in a folder must be allowed on the folder as well; of whatever a post answers or repeats it is
 * asked whether it may be seen.
 */
export const askedOfAncestor = (question: Question, { kind }: ObjectFacts): Question =>
  kind === 'resource' ? question : toRead(question.at, question.as);

/**
 * What the object is within, each once and by itself, whether `within` lists them all or they nest, or even go round
 * in a circle.
 */
export function ancestorsOf(object: ObjectFacts): readonly ObjectFacts[] {
  if (object.within.every((ancestor) => ancestor.within.length === 0)) return object.within;
  const ancestors = new Set(object.within);
  for (const ancestor of ancestors) for (const above of ancestor.within) ancestors.add(above);
  return [...ancestors].map((ancestor) =>
    ancestor.within.length === 0 ? ancestor : { ...ancestor, within: [] },
  );
}

/** The same facts about another object. */
export const about = (facts: Facts, object: ObjectFacts): Facts => ({ ...facts, object });

/** The whole rule of visibility, in one place. */
export const RULES: Rules = {
  gates: [
    noBlock,
    noLockdown,
    noSuspension,
    isMember,
    hasGrant,
    labelAdmitted,
    noPolicyForbids,
    canSeeIt,
    canSeeThread,
  ],
  grantClauses: GRANT_CLAUSES,
};

/**
 * Decides by the given rules. Tests take clauses away one by one to show that each is needed; everything else calls
 * {@link decide}.
 */
export function decideBy(rules: Rules, question: Question, facts: Facts): Decision {
  const { viewer, object } = facts;
  if (viewer.actor !== null && viewer.actor === object.owner) return BY_OWNER;
  let grant: Grant | Clause = 'no-grant';
  for (const gate of rules.gates) {
    // This one gate is asked for its grant, which is to be named.
    if (gate === hasGrant) grant = liveGrant(question, facts, rules);
    const failed = gate === hasGrant ? clauseOf(grant) : gate(question, facts, rules);
    if (failed !== null) return refusal(failed);
  }
  return typeof grant === 'string' ? refusal(grant) : { allowed: true, by: grant.id };
}

/**
 * May the viewer do this to the object, for this purpose, at this instant? The owner may always; for anybody else
 * every gate must pass, and the first that fails is the reason. Pure and total: it never throws.
 */
export const decide = (question: Question, facts: Facts): Decision => decideBy(RULES, question, facts);
