import type { Atom, Expression } from '../../src/privacy/audience.ts';
import type { Question } from '../../src/privacy/facts.ts';
import type { ActorId, Instant } from '../../src/privacy/words.ts';
import type { Actor, Permission, Rule, Thing, World } from './world.ts';

/**
 * A second opinion, written from the words of the design alone, slow and plain: everything is a loop over the world's
 * lists, audiences are taken as they were said, and nothing of the core is used but its types.
 */
export interface Opinion {
  readonly allowed: boolean;
  /** Everything that stands in the way; the core names one of these. Empty where allowed. */
  readonly reasons: readonly string[];
}

export function oracle(world: World, viewer: Actor | null, thing: Shared, question: Question): Opinion {
  if (viewer !== null && viewer.id === thing.owner) return { allowed: true, reasons: [] };
  const reasons = new Set<string>();
  if (isBlocked(world, viewer, thing.owner, question.at)) reasons.add('block');
  if (isLockedOut(world, viewer, thing, question.at)) reasons.add('lockdown');
  if (isSuspended(world, thing.owner, question.at)) reasons.add('suspension');
  if (viewer !== null && isSuspended(world, viewer.id, question.at)) reasons.add('suspension');
  for (const reason of grantReasons(world, viewer, holder(world, thing), question)) reasons.add(reason);
  if (rank(thing.label) > rank(world.highestLabel)) reasons.add('label');
  for (const rule of world.policies) if (forbids(world, rule, viewer, thing, question)) reasons.add('policy');

  const reading: Question = { ...question, action: 'see', purpose: 'reading' };
  // Replying, resharing, quoting, downloading and editing presuppose that one sees the thing.
  for (const acting of ['reply', 'reshare', 'quote', 'download', 'edit']) {
    if (question.action === acting && !oracle(world, viewer, thing, reading).allowed) reasons.add('unseen');
  }
  for (const [n, id] of thing.within.entries()) {
    let seen = false;
    for (const other of world.objects) {
      if (other.kind !== thing.kind || other.id !== id) continue;
      // A folder must allow the very thing that is asked; a post that is answered must be seen.
      const asked = thing.kind === 'resource' ? question : reading;
      const above = holder(world, { ...other, within: thing.within.slice(n + 1) });
      const shared = { ...other, within: [], on: null, inherits: false, sharedAs: above.id };
      if (oracle(world, viewer, shared, asked).allowed) seen = true;
    }
    if (!seen) reasons.add('thread');
  }
  if (thing.on !== null) {
    // What hangs on a resource is for nobody who can't see that, and every folder around it.
    let seen = false;
    for (const other of world.objects) {
      if (other.kind !== 'resource' || other.id !== thing.on) continue;
      seen = true;
      for (const id of [other.id, ...other.within]) {
        let isThere = false;
        for (const one of world.objects) {
          if (one.kind !== 'resource' || one.id !== id) continue;
          const above = holder(world, { ...one, within: other.within.slice(other.within.indexOf(id) + 1) });
          const alone = { ...one, within: [], inherits: false, sharedAs: above.id };
          if (oracle(world, viewer, alone, reading).allowed) isThere = true;
        }
        if (!isThere) seen = false;
      }
    }
    if (!seen) reasons.add('thread');
  }
  return { allowed: reasons.size === 0, reasons: [...reasons] };
}

/** The thing as which it is shared: itself, or the first folder around it that is shared by itself. */
function holder(world: World, thing: Shared): Pick<Thing, 'id' | 'kind' | 'owner'> {
  if (thing.sharedAs !== undefined) return { ...thing, id: thing.sharedAs };
  if (!thing.inherits) return thing;
  for (const id of thing.within) {
    for (const other of world.objects) {
      if (other.kind === thing.kind && other.id === id && !other.inherits) return { ...thing, id };
    }
  }
  return { ...thing, id: 'nothing' as Thing['id'] };
}

/** A thing of which it is known as what it is shared. */
type Shared = Thing & { readonly sharedAs?: Thing['id'] };

function isBlocked(world: World, viewer: Actor | null, owner: ActorId, at: Instant): boolean {
  for (const block of world.blocks) {
    if (at < block.from || at >= block.until) continue;
    if (block.blocker === viewer?.id && block.blocked === owner) return true;
    if (block.blocked === viewer?.id && block.blocker === owner) return true;
  }
  return false;
}

/** New personas and strangers, while their owner is in lockdown; not those whom the owner has to do with. */
function isLockedOut(world: World, viewer: Actor | null, thing: Thing, at: Instant): boolean {
  if (thing.kind === 'message' || (viewer !== null && viewer.kind !== 'persona')) return false;
  for (const lockdown of world.lockdowns) {
    if (lockdown.owner !== thing.owner || at < lockdown.from || at >= lockdown.until) continue;
    let meant = lockdown.strangers && connectionsInCommon(world, viewer, thing.owner, at) === 0;
    if (lockdown.newerThanDays !== null) {
      let old = false;
      for (const tie of world.ties) {
        const days = (at - tie.from) / 86_400_000;
        if (tie.member === viewer?.id && tie.key === 'network' && days >= lockdown.newerThanDays) old = true;
      }
      if (!old) meant = true;
    }
    if (!meant) continue;
    let known = false;
    for (const tie of world.ties) {
      if (at < tie.from || at >= tie.until || viewer === null) continue;
      if (tie.key === `connections:${thing.owner}` && tie.member === viewer.id) known = true;
      if (tie.key === `followers:${viewer.id}` && tie.member === thing.owner) known = true;
      const talks = tie.key.startsWith('conversation:') && tie.member === viewer.id;
      if (talks && isIn(world, thing.owner, tie.key, at)) known = true;
    }
    if (!known) return true;
  }
  return false;
}

function isSuspended(world: World, actor: ActorId, at: Instant): boolean {
  for (const suspension of world.suspensions) {
    if (suspension.actor === actor && suspension.from <= at && at < suspension.until) return true;
  }
  return false;
}

/** Empty where some grant covers the question, otherwise what each of them lacks. */
function grantReasons(
  world: World,
  viewer: Actor | null,
  thing: Pick<Thing, 'id' | 'kind' | 'owner'>,
  question: Question,
): string[] {
  const reasons = ['no-grant'];
  for (const grant of world.grants) {
    if (grant.object !== thing.id || grant.kind !== thing.kind) continue;
    const lacking = whatLacks(world, grant, viewer, thing, question);
    if (lacking.length === 0) return [];
    reasons.push(...lacking);
  }
  return reasons;
}

function whatLacks(
  world: World,
  grant: Permission,
  viewer: Actor | null,
  thing: Pick<Thing, 'owner'>,
  { action, purpose, at }: Question,
): string[] {
  const lacking: string[] = [];
  if (!grant.actions.includes(action)) lacking.push('no-grant');
  if (
    grant.purpose !== purpose &&
    !BROADER.some(([broad, narrow]) => broad === grant.purpose && narrow === purpose)
  ) {
    lacking.push('purpose');
  }
  if (at < grant.from) lacking.push('not-yet');
  if (at >= grant.until) lacking.push('ended');
  const member = viewer !== null && isIn(world, viewer.id, 'network', at);
  if (!admits(world, grant.to, viewer, member, at))
    lacking.push(member ? 'audience' : 'membership', 'audience');
  for (const atom of grant.except) {
    if (atom.kind === 'everyone') lacking.push('excluded', 'audience');
    if (hasBeen(world, atom, viewer, grant.excludingSince, at)) lacking.push('excluded');
  }
  if (!conditionsHold(world, grant.conditions, viewer, thing.owner, at)) lacking.push('condition');
  return lacking;
}

/** A grant for the first covers the second; recruitment screening is covered by its own name alone. */
const BROADER = [
  ['marketing', 'offer-targeting'],
  ['customer-service', 'support'],
  ['personalisation', 'suggestions'],
];

/** Whoever isn't a member of the network is admitted by nothing but "everyone" and "signed in". */
function admits(world: World, to: Expression, viewer: Actor | null, member: boolean, at: Instant): boolean {
  if ('any' in to) {
    for (const part of to.any) if (admits(world, part, viewer, member, at)) return true;
    return false;
  }
  if ('all' in to) {
    for (const part of to.all) if (!admits(world, part, viewer, member, at)) return false;
    return to.all.length > 0;
  }
  if (to.kind === 'everyone') return true;
  if (to.kind === 'nobody' || viewer === null) return false;
  if (to.kind === 'signed-in') return true;
  return member && isOf(world, to, viewer.id, at);
}

function isOf(world: World, atom: Atom, actor: ActorId, at: Instant): boolean {
  return atom.kind === 'persona' ? atom.persona === actor : isIn(world, actor, setOf(atom), at);
}

function isIn(world: World, actor: ActorId, set: string, at: Instant): boolean {
  for (const tie of world.ties) {
    if (tie.member === actor && tie.key === set && tie.from <= at && at < tie.until) return true;
  }
  return false;
}

/** Whoever was in an excluded set at any time since the grant began stays excluded. */
function hasBeen(world: World, atom: Atom, viewer: Actor | null, since: Instant, at: Instant): boolean {
  if (viewer === null) return false;
  if (atom.kind === 'signed-in') return true;
  if (atom.kind === 'persona') return atom.persona === viewer.id;
  for (const tie of world.ties) {
    if (tie.member !== viewer.id || tie.key !== setOf(atom)) continue;
    if (tie.from <= at && tie.until > since) return true;
  }
  return false;
}

function setOf(atom: Atom): string {
  if (atom.kind === 'space') return `space:${atom.space}`;
  if (atom.kind === 'conversation') return `conversation:${atom.conversation}:${atom.chapter}`;
  if (atom.kind === 'circle') return `circle:${atom.circle}`;
  if (atom.kind === 'connections' || atom.kind === 'followers') return `${atom.kind}:${atom.of}`;
  if (atom.kind === 'staff') return `staff:${atom.organisation}${atom.in === undefined ? '' : `:${atom.in}`}`;
  if (atom.kind === 'experts') return `experts:${atom.organisation}:${atom.in}`;
  if (atom.kind === 'introduced') return `introduced:${atom.to}:${atom.by}`;
  return atom.kind;
}

/** Each condition that is known must hold; one that isn't, or is malformed, doesn't. */
function conditionsHold(
  world: World,
  conditions: object,
  viewer: Actor | null,
  owner: ActorId,
  at: Instant,
): boolean {
  for (const [name, value] of Object.entries(conditions) as [string, unknown][]) {
    if (name === 'actorKinds') {
      if (!Array.isArray(value) || viewer === null || !value.includes(viewer.kind)) return false;
    } else if (name === 'hours') {
      if (!withinHours(value, at)) return false;
    } else if (name === 'mutual') {
      if (typeof value !== 'number' || value < 0 || value % 1 !== 0) return false;
      if (connectionsInCommon(world, viewer, owner, at) < value) return false;
    } else return false;
  }
  return true;
}

function withinHours(hours: unknown, at: Instant): boolean {
  if (typeof hours !== 'object' || hours === null || !('from' in hours) || !('until' in hours)) return false;
  const { from, until } = hours;
  if (typeof from !== 'number' || typeof until !== 'number') return false;
  for (const bound of [from, until]) if (bound < 0 || bound >= 1440 || bound % 1 !== 0) return false;
  const clock = new Date(at);
  const end = from < until ? until : until + 1440;
  const now = clock.getUTCHours() * 60 + clock.getUTCMinutes();
  return (from <= now && now < end) || (from <= now + 1440 && now + 1440 < end);
}

function connectionsInCommon(world: World, viewer: Actor | null, owner: ActorId, at: Instant): number {
  let count = 0;
  if (viewer === null) return 0;
  for (const actor of world.actors) {
    const both =
      isIn(world, actor.id, `connections:${viewer.id}`, at) &&
      isIn(world, actor.id, `connections:${owner}`, at);
    if (both) count++;
  }
  return count;
}

const rank = (label: string): number => ['public', 'internal', 'confidential', 'trade-secret'].indexOf(label);

function forbids(world: World, rule: Rule, viewer: Actor | null, thing: Thing, question: Question): boolean {
  if (question.at < rule.from || question.at >= rule.until) return false;
  if (rule.actions !== undefined && !rule.actions.includes(question.action)) return false;
  if (rule.purposes !== undefined && !rule.purposes.includes(question.purpose)) return false;
  if (rule.objectKinds !== undefined && !rule.objectKinds.includes(thing.kind)) return false;
  if (rule.labels !== undefined) {
    // A rule for a label goes for the more harmful ones as well.
    let named = false;
    for (const label of rule.labels) if (rank(thing.label) >= rank(label)) named = true;
    if (!named) return false;
  }
  if (!goesFor(rule, thing, question)) return false;
  for (const atom of rule.unless) {
    if (atom.kind === 'everyone') return false;
    if (viewer === null) continue;
    if (atom.kind === 'signed-in' || isOf(world, atom, viewer.id, question.at)) return false;
  }
  return true;
}

/** In whose name, of what, and when: whatever a rule says of these must be so, and of what isn't known it is taken for so. */
function goesFor(rule: Rule, thing: Thing, { as, at }: Question): boolean {
  if (rule.binds !== undefined && rule.binds !== thing.owner && rule.binds !== as?.organisation) return false;
  if (rule.capacities !== undefined) {
    if (as === undefined ? !rule.capacities.includes('person') : !rule.capacities.includes(as.capacity))
      return false;
  }
  if (rule.bases !== undefined && !rule.bases.includes(as?.basis === undefined ? 'consent' : as.basis))
    return false;
  if (rule.attributes !== undefined) {
    if (thing.attribute === undefined || !rule.attributes.includes(thing.attribute)) return false;
  }
  if (rule.conversations !== undefined) {
    if (!rule.conversations.includes(thing.conversation === undefined ? 'none' : thing.conversation))
      return false;
  }
  if (rule.hours !== undefined) {
    const hour = new Date(at).getUTCHours();
    if (Math.floor(rule.hours / 2 ** hour) % 2 === 0) return false;
  }
  if (rule.age !== undefined && thing.since !== undefined) {
    let days = Math.floor((at - thing.since) / 86_400_000);
    if (days < 0) days = 0;
    if (days < rule.age.from || days >= rule.age.until) return false;
  }
  if (rule.retention !== undefined) {
    const kept = as?.retentionDays;
    const isEndless = rule.retention.until === Number.POSITIVE_INFINITY;
    if (kept === undefined) return isEndless;
    if (kept < rule.retention.from || kept >= rule.retention.until) return false;
  }
  return true;
}
