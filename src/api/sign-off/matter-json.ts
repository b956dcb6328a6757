import { z } from 'zod';
import { seenActors } from '../../community/actors/seen-actors.ts';
import { campaignSent } from '../../community/desk/campaign-sent.ts';
import {
  currentSignatures,
  type InForce,
  isEmergencyAt,
  MATTER_STATES,
  type MatterEvent,
  missingOf,
  stateOf,
} from '../../governance/sign-off/matter.ts';
import type { OpenMatter } from '../../governance/sign-off/open-matter.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { type ActorId, DISCIPLINES, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Seated } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { endJson, instantJson } from '../instant-json.ts';
import { kindSchema, scopeSchema } from './matter-words.ts';

const disciplines = z.array(z.enum(DISCIPLINES));
/** Null where the viewer isn't told who, or can't see them. */
const person = accountSchema.nullable();

const inForceJson = z.object({
  /** The text as it was released; what a draft would replace. */
  release: z.string(),
  version: z.int(),
  title: z.string(),
  text: z.string(),
  from: z.string(),
  until: z.string().nullable(),
});

export const matterLineJson = z.object({
  id: z.string(),
  kind: kindSchema,
  scope: scopeSchema,
  state: z.enum(MATTER_STATES),
  title: z.string(),
  version: z.int(),
  retires: z.boolean(),
  in_force: inForceJson.nullable(),
  emergency: inForceJson.nullable(),
  missing: disciplines,
  changed_at: z.string(),
});

export const matterJson = matterLineJson.extend({
  text: z.string(),
  hash: z.string().nullable(),
  required: disciplines,
  facts: z.unknown(),
  signatures: z.array(
    z.object({
      discipline: z.enum(DISCIPLINES),
      by: person,
      for: person,
      at: z.string(),
      hash: z.string(),
      current: z.boolean(),
      document: z.string(),
    }),
  ),
  refusals: z.array(z.object({ discipline: z.enum(DISCIPLINES), by: person, reason: z.string() })),
  delegations: z.array(
    z.object({ discipline: z.enum(DISCIPLINES), by: person, to: person, until: z.string() }),
  ),
  timeline: z.array(
    z.object({
      n: z.int(),
      did: z.string(),
      at: z.string(),
      by: person,
      server: z.boolean(),
      discipline: z.enum(DISCIPLINES).nullable(),
      clause: z.int().nullable(),
      text: z.string().nullable(),
      from: z.string().nullable(),
      until: z.string().nullable(),
      emergency: z.boolean(),
    }),
  ),
  retired_from: z.string().nullable(),
  wrote: z.boolean(),
  disciplines,
  /** Letters and questions that went to members by it; null of what is no campaign. */
  sent: z.int().nullable(),
});

export function presentMatterLine(open: OpenMatter, at: Instant): z.output<typeof matterLineJson> {
  const { matter, events } = open;
  const { force, retiredFrom } = matter;
  const isOver = force !== null && (force.until <= at || (retiredFrom !== null && retiredFrom <= at));
  return {
    id: open.id,
    kind: open.kind,
    scope: open.scope,
    state: stateOf(matter, at),
    title: matter.title,
    version: matter.version,
    retires: matter.text === '',
    in_force: presentForce(isOver ? null : force),
    emergency: presentForce(isEmergencyAt(matter, at) ? matter.emergency : null),
    missing: [...missingOf(matter)],
    changed_at: instantJson(events.at(-1)?.at ?? at),
  };
}

const presentForce = (force: InForce | null): z.output<typeof inForceJson> | null =>
  force === null
    ? null
    : {
        release: force.release,
        version: force.version,
        title: force.title,
        text: force.text,
        from: instantJson(force.from),
        until: endJson(force.until),
      };

/** A matter as those with a seat see it; who did what is told to the experts, of others only what they did themselves. */
export async function presentMatter(
  deps: Deps,
  viewer: Viewer,
  { open, who }: { readonly open: OpenMatter; readonly who: Seated },
  at: Instant,
): Promise<z.output<typeof matterJson>> {
  const { matter, events } = open;
  const ids = [...new Set(events.flatMap((event) => personsIn(event)))];
  const seen = who.disciplines.length > 0 ? await seenActors(deps, viewer, ids, at) : new Set<ActorId>();
  const told = ids.filter((id) => id === who.id || seen.has(id));
  const accounts = await presentAccounts(deps, viewer, told, at);
  const named = (id: ActorId | null) => (id === null ? null : (accounts.get(id) ?? null));
  const current = new Set(currentSignatures(matter));
  return {
    ...presentMatterLine(open, at),
    text: matter.text,
    hash: matter.submission?.hash ?? null,
    required: [...(matter.submission?.required ?? [])],
    facts: matter.submission?.facts ?? null,
    signatures: matter.signatures.map((signature) => ({
      discipline: signature.discipline,
      by: named(signature.by),
      for: named(signature.for),
      at: instantJson(signature.at),
      hash: signature.hash,
      current: current.has(signature),
      // It names who signed.
      document: who.disciplines.length > 0 || signature.by === who.id ? signature.document : '',
    })),
    refusals: matter.refusals.map(({ by, discipline, reason }) => ({ by: named(by), discipline, reason })),
    delegations: matter.delegations.map(({ by, to, discipline, until }) => ({
      by: named(by),
      to: named(to),
      discipline,
      until: instantJson(until),
    })),
    timeline: events.map((event) => ({
      n: event.n,
      did: event.kind,
      at: instantJson(event.at),
      by: named(event.by),
      server: event.by === null,
      discipline: 'discipline' in event ? event.discipline : null,
      clause: event.kind === 'commented' ? event.clause : null,
      text: textOf(event),
      from: 'from' in event ? instantJson(event.from) : null,
      until: 'until' in event && event.until !== undefined ? instantJson(event.until) : null,
      emergency: event.kind === 'activated' && event.emergency,
    })),
    retired_from: matter.retiredFrom === null ? null : instantJson(matter.retiredFrom),
    wrote: matter.writers.has(who.id),
    disciplines: [...who.disciplines],
    sent: open.kind === 'campaign' ? await campaignSent(deps, viewer.network, open.id) : null,
  };
}

function personsIn(event: MatterEvent): readonly ActorId[] {
  return [
    event.by,
    'to' in event ? event.to : null,
    'for' in event && event.for !== undefined ? event.for : null,
  ].filter((id) => id !== null);
}

/** What was said: of versions only the title, since the text stands in the matter. */
function textOf(event: MatterEvent): string | null {
  if (event.kind === 'commented') return event.text;
  if (event.kind === 'refused') return event.reason;
  return event.kind === 'drafted' || event.kind === 'changed' ? event.title : null;
}
