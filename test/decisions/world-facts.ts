import { atomOf, audience, connectionsKey, followersKey, keyOf } from '../../src/privacy/audience.ts';
import {
  type Facts,
  type NetworkFacts,
  type ObjectFacts,
  type Policy,
  viewerFacts,
} from '../../src/privacy/facts.ts';
import type { Grant } from '../../src/privacy/grant.ts';
import { inheritedGrants } from '../../src/privacy/inherit.ts';
import { type ActorId, FOREVER, holdsAt, type Instant, type ObjectId } from '../../src/privacy/words.ts';
import type { Actor, Permission, Rule, Thing, World } from './world.ts';

/** What the core decides over, built straight from the world. */
export function factsOf(world: World, viewer: Actor | null, object: Thing, at: Instant): Facts {
  const id = viewer?.id;
  const asked = objectFacts(world, object);
  const owners = new Set([asked.owner, ...asked.within.map((ancestor) => ancestor.owner)]);
  const between = (a: ActorId | undefined, b: ActorId) =>
    world.blocks.filter(
      (block) => (block.blocker === a && block.blocked === b) || (block.blocker === b && block.blocked === a),
    );
  return {
    viewer: viewerFacts(viewer, {
      ties: Map.groupBy(
        world.ties.filter((tie) => tie.member === id),
        (tie) => tie.key,
      ),
      blocks: new Map([...owners].map((owner) => [owner, between(id, owner)])),
      mutual: new Map(
        [...owners].map((owner) => [owner, viewer === null ? 0 : mutual(world, viewer.id, owner, at)]),
      ),
      acquainted: new Set(
        [...owners].filter((owner) => viewer !== null && isAcquainted(world, viewer.id, owner, at)),
      ),
      suspensions: world.suspensions.filter((suspension) => suspension.actor === id),
    }),
    object: asked,
    network: networkFactsOf(world),
  };
}

/** The same for one world, so that what is found of its policies is found once. */
export function networkFactsOf(world: World): NetworkFacts {
  const policies = known.get(world.policies) ?? world.policies.map(policyOf);
  known.set(world.policies, policies);
  return { highestLabel: world.highestLabel, policies };
}

const known = new WeakMap<World['policies'], readonly Policy[]>();

/** How many actors are connected to both at the instant. */
function mutual(world: World, a: ActorId, b: ActorId, at: Instant): number {
  const connectedTo = (of: ActorId) =>
    world.ties
      .filter((tie) => tie.key === keyOf({ kind: 'connections', of }) && tie.from <= at && at < tie.until)
      .map((tie) => tie.member);
  return new Set(connectedTo(a)).intersection(new Set(connectedTo(b))).size;
}

/** Connected, followed by the owner, or in one chapter of a conversation with them. */
function isAcquainted(world: World, viewer: ActorId, owner: ActorId, at: Instant): boolean {
  const setsOf = (member: ActorId) =>
    new Set(world.ties.filter((tie) => tie.member === member && holdsAt([tie], at)).map((tie) => tie.key));
  const [mine, theirs] = [setsOf(viewer), setsOf(owner)];
  return (
    mine.has(connectionsKey(owner)) ||
    theirs.has(followersKey(viewer)) ||
    [...mine].some((key) => atomOf(key).kind === 'conversation' && theirs.has(key))
  );
}

function objectFacts(world: World, object: Thing): ObjectFacts {
  const facts = withoutGround(world, object);
  if (object.on === null) return facts;
  const found = ancestorOf(world, 'resource', object.on);
  const ground = found === undefined ? gone('resource', object.on) : withoutGround(world, found);
  return { ...facts, within: [...facts.within, { ...ground, within: [] }, ...ground.within] };
}

function withoutGround(world: World, object: Thing): ObjectFacts {
  return {
    kind: object.kind,
    id: object.id,
    owner: object.owner,
    ownerSuspensions: world.suspensions.filter((suspension) => suspension.actor === object.owner),
    ownerLockdowns: world.lockdowns.filter(({ owner }) => owner === object.owner),
    label: object.label,
    ...(object.attribute === undefined ? {} : { attribute: object.attribute }),
    ...(object.conversation === undefined ? {} : { conversation: object.conversation }),
    ...(object.since === undefined ? {} : { since: object.since }),
    grants: inheritedGrants(
      { grants: grantsOn(world, object), inherits: object.inherits },
      object.within.map((id) => aroundOf(world, object.kind, id)),
    ),
    within: object.within.map((id, n) => {
      const ancestor = ancestorOf(world, object.kind, id);
      if (ancestor === undefined) return gone(object.kind, id);
      const around = object.within.slice(n + 1).map((up) => aroundOf(world, object.kind, up));
      const grants = inheritedGrants(
        { grants: grantsOn(world, ancestor), inherits: ancestor.inherits },
        around,
      );
      return { ...withoutGround(world, { ...ancestor, inherits: false, within: [] }), grants };
    }),
  };
}

const grantsOn = (world: World, object: Thing): Grant[] =>
  world.grants.filter((grant) => grant.object === object.id && grant.kind === object.kind).map(grantOf);

const ancestorOf = (world: World, kind: Thing['kind'], id: ObjectId): Thing | undefined =>
  world.objects.find((other) => other.kind === kind && other.id === id);

function aroundOf(world: World, kind: Thing['kind'], id: ObjectId) {
  const ancestor = ancestorOf(world, kind, id);
  return ancestor === undefined
    ? { grants: [], inherits: false }
    : { grants: grantsOn(world, ancestor), inherits: ancestor.inherits };
}

/** What isn't there any more was granted to nobody. */
const gone = (kind: Thing['kind'], id: ObjectId): ObjectFacts => ({
  kind,
  id,
  owner: 'nobody' as ActorId,
  ownerSuspensions: [],
  ownerLockdowns: [],
  label: 'public',
  grants: [],
  within: [],
});

/** @throws where the audience is over the limits: a world is made so that none is. */
export function audienceOf(permission: Permission) {
  const form = audience(permission.to, permission.except);
  if (form === null) throw new Error(`the audience of ${permission.id} is over the limits`);
  return form;
}

const grantOf = (permission: Permission): Grant => ({
  id: permission.id,
  audience: audienceOf(permission),
  actions: permission.actions,
  purpose: permission.purpose,
  conditions: permission.conditions,
  from: permission.from,
  until: permission.until,
  excludingSince: permission.excludingSince,
  reviewBy: FOREVER,
});

const policyOf = ({ unless, ...rule }: Rule): Policy => ({ ...rule, unless: unless.map(keyOf) });
