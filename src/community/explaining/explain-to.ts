import { absent, ok, type Result } from '../../core/result.ts';
import { type Atom, keyOf, keysOf } from '../../privacy/audience.ts';
import type { Clause } from '../../privacy/decide.ts';
import { type Explanation, explain } from '../../privacy/explain.ts';
import type { Facts, Policy, Question, ViewerFacts } from '../../privacy/facts.ts';
import { type ActorId, type ActorKind, FUNCTIONS, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadProfiles, type Profile } from '../actors/load-profiles.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { loadKeyNames } from '../audiences/describe-audience.ts';
import type { GrantableKind } from '../grants/grantable.ts';
import { keysOfThing, liveGrants, type OwnThing, sinceOf } from './counted.ts';
import { loadKnownPeople } from './known-people.ts';
import { knownSets } from './known-sets.ts';
import { loadOwnThing } from './load-own-thing.ts';
import { sayExplained, sayStep } from './say-explained.ts';

/** Something on which it hangs that the asker isn't told; a set, or else only words. */
export interface Hinge {
  readonly atom: Atom | null;
  readonly text: string;
}

export interface ExplainAnswer {
  readonly verdict: Explanation['verdict'];
  readonly because: Clause | null;
  /** Null where it isn't by a grant. */
  readonly grant: string | null;
  readonly text: string;
  readonly steps: readonly {
    readonly gate: string;
    readonly passed: boolean;
    readonly because?: Clause;
    readonly text: string;
  }[];
  /** The policy that forbids it; null where none does, or it is of an organisation that the asker can't see. */
  readonly policy: Policy | null;
  readonly through: readonly Hinge[];
  readonly dependsOn: readonly Hinge[];
}

/**
 * May this persona do this to a thing of the viewer's own, and why; over what the viewer may know.
 * @param now where the question is about an earlier instant
 */
export async function explainTo(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  persona: ActorId,
  kind: GrantableKind,
  id: ObjectId,
  question: Question,
  now: Instant = question.at,
): Promise<Result<ExplainAnswer>> {
  const thing = await loadOwnThing(deps, viewer, kind, id, question.at);
  if (thing === null) return absent;
  const grants = thing.object.grants;
  const [profiles, sets, name] = await Promise.all([
    loadProfiles(deps, viewer, [persona]),
    knownSets(deps, viewer, keysOfThing(thing, viewer.networkFacts), question.at, now),
    loadKeyNames(
      deps,
      viewer,
      grants.flatMap((grant) => keysOf(grant.audience)),
      now,
    ),
  ]);
  const profile = profiles.get(persona);
  const since = sinceOf(thing.object, question.at);
  const among = { keys: [], ids: [persona] };
  const people = await loadKnownPeople(deps, viewer, { keys: sets.known, among, since }, question.at, now);
  const self = persona === viewer.actor?.id;
  if (profile === undefined || profile.kind === 'group' || !(self || people.knows(persona))) return absent;
  const facts: Facts = {
    viewer: self ? viewer.facts : people.facts(persona, profile.kind satisfies ActorKind),
    network: viewer.networkFacts,
    object: thing.object,
  };
  const explanation = explain(inTheirName(question, profile), facts, sets.unknown);
  const words = (atom: Atom): Hinge => ({ atom, text: name(keyOf(atom)) });
  const dependsOn = [
    ...explanation.dependsOn.map(words),
    ...hinges(inTheirName(question, profile), facts, thing, explanation, sets.unknown),
  ];
  const verdict = dependsOn.length > 0 ? 'depends' : explanation.verdict;
  const { decision } = explanation;
  const because = decision.allowed ? null : decision.because;
  const through = explanation.through.map(words);
  const policy = verdict === 'denied' ? await toldPolicy(deps, viewer, explanation.policy, now) : null;
  const who = self ? 'you' : `@${profile.handle}`;
  return ok({
    verdict,
    because: verdict === 'denied' ? because : null,
    grant: decision.allowed && decision.by !== 'owner' ? decision.by : null,
    text: sayExplained({
      verdict,
      because,
      who,
      self,
      action: question.action,
      through: through.map(({ text }) => text),
      dependsOn: dependsOn.map(({ text }) => text),
      chosen: liveGrants(question, thing.object).map((grant) => grant.audience),
      name,
      policy,
    }),
    steps: self ? [] : explanation.steps.map((step) => ({ ...step, text: sayStep(step, who) })),
    policy,
    through,
    dependsOn,
  });
}

/** An organisation asks in the function for whose purpose it is. */
function inTheirName(question: Question, { id, kind }: Pick<Profile, 'id' | 'kind'>): Question {
  const capacity = FUNCTIONS.find((fn) => fn === question.purpose);
  if (kind !== 'organisation' || capacity === undefined) return question;
  return { ...question, as: { organisation: id, capacity } };
}

/** Policies in force are for members to know; those of an organisation, for whoever may see that. */
async function toldPolicy(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  policy: Policy | null,
  now: Instant,
): Promise<Policy | null> {
  if (policy?.binds === undefined || policy.binds === viewer.actor?.id) return policy;
  return (await seenActors(deps, viewer, [policy.binds], now)).has(policy.binds) ? policy : null;
}

/** Also where it is allowed by what is known: posts of others that it answers, and connections in common. */
function hinges(
  question: Question,
  facts: Facts,
  thing: OwnThing,
  { verdict }: Explanation,
  unknown: Parameters<typeof explain>[2],
): Hinge[] {
  if (verdict === 'denied') return [];
  const found: Hinge[] = [];
  if (
    thing.answers.some((author) => author !== facts.viewer.actor) &&
    facts.viewer.actor !== facts.object.owner
  ) {
    found.push({ atom: null, text: 'whether they can see what you answered' });
  }
  const strangers: ViewerFacts = { ...facts.viewer, mutual: new Map() };
  if (explain(question, { ...facts, viewer: strangers }, unknown).verdict === 'denied') {
    found.push({ atom: null, text: 'how many connections you have in common' });
  }
  return found;
}
