import { audience, keyOf } from '../../src/privacy/audience.ts';
import { type Facts, type ObjectFacts, type Policy, viewerFacts } from '../../src/privacy/facts.ts';
import type { Grant } from '../../src/privacy/grant.ts';
import { type ActorId, FOREVER, type Instant, type ObjectId } from '../../src/privacy/words.ts';
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
      suspensions: world.suspensions.filter((suspension) => suspension.actor === id),
    }),
    object: asked,
    network: { highestLabel: world.highestLabel, policies: world.policies.map(policyOf) },
  };
}

/** How many actors are connected to both at the instant. */
function mutual(world: World, a: ActorId, b: ActorId, at: Instant): number {
  const connectedTo = (of: ActorId) =>
    world.ties
      .filter((tie) => tie.key === keyOf({ kind: 'connections', of }) && tie.from <= at && at < tie.until)
      .map((tie) => tie.member);
  return new Set(connectedTo(a)).intersection(new Set(connectedTo(b))).size;
}

function objectFacts(world: World, object: Thing): ObjectFacts {
  return {
    kind: object.kind,
    id: object.id,
    owner: object.owner,
    ownerSuspensions: world.suspensions.filter((suspension) => suspension.actor === object.owner),
    label: object.label,
    grants: world.grants
      .filter((grant) => grant.object === object.id && grant.kind === object.kind)
      .map(grantOf),
    within: object.within.map((id) => {
      const ancestor = world.objects.find((other) => other.kind === 'post' && other.id === id);
      return ancestor === undefined ? gone(id) : objectFacts(world, { ...ancestor, within: [] });
    }),
  };
}

/** A post that isn't there any more was granted to nobody. */
const gone = (id: ObjectId): ObjectFacts => ({
  kind: 'post',
  id,
  owner: 'nobody' as ActorId,
  ownerSuspensions: [],
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

export const policyOf = ({ unless, ...rule }: Rule): Policy => ({ ...rule, unless: unless.map(keyOf) });
