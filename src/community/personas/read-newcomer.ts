import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type AttributeKind, type Precision, precisionsOf } from '../../privacy/disclosure.ts';
import { viewerFacts } from '../../privacy/facts.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { attributeValue, attributeValueSchema, saidKindSchema } from '../attributes/value.ts';
import { audienceDescription } from '../audiences/audience-description.ts';
import { parseAudienceIn } from '../audiences/parse-audience.ts';
import type { Network } from '../networks/network.ts';
import { displayNameSchema, handleSchema, NAMINGS, noteSchema } from './handle.ts';
import type { GivenAttribute, Newcomer } from './newcomer.ts';

/** A newcomer's persona as it is said from outside; audiences are read by {@link readNewcomer}. */
export const newcomerShape = {
  handle: handleSchema,
  display_name: displayNameSchema,
  naming: z.enum(NAMINGS, 'is legal, chosen or pseudonym').default('chosen'),
  note: noteSchema.default(''),
  presence: z
    .strictObject({ see: audienceDescription.optional(), find: audienceDescription.optional() })
    .default({}),
  attributes: z
    .array(
      z.strictObject({
        kind: saidKindSchema,
        value: attributeValueSchema,
        precision: z.string().default('exact'),
        audience: audienceDescription.default({ kind: 'network' }),
      }),
    )
    .max(30, 'may be 30 at most')
    .default([]),
} as const;

const newcomerSchema = z.object(newcomerShape);
export type NewcomerJson = z.output<typeof newcomerSchema>;

/** Reads the audiences that a newcomer names. They have no circles yet and see only what everybody signed in sees. */
export async function readNewcomer(
  deps: Pick<Deps, 'store'>,
  network: Network,
  id: ActorId,
  json: NewcomerJson,
  at: Instant,
): Promise<Result<Newcomer>> {
  const visitor = await loadViewer(deps.store, network.id, null);
  if (visitor === null) throw new Error('the network is gone');
  const actor = { id, kind: 'persona' } as const;
  const viewer: Viewer = { ...visitor, actor, facts: viewerFacts(actor) };
  const read = (field: string, audience: unknown) =>
    parseAudienceIn(field, deps, viewer, audience ?? { kind: 'network' }, at);
  const see = await read('presence.see', json.presence.see);
  if (!see.ok) return see;
  const find = await read('presence.find', json.presence.find);
  if (!find.ok) return find;
  const attributes: GivenAttribute[] = [];
  for (const given of json.attributes) {
    const audience = await read(`attributes.${given.kind}.audience`, given.audience);
    if (!audience.ok) return audience;
    const value = attributeValue(given.kind, given.value);
    if (!value.ok) return named(value.refusal, `attributes.${given.kind}`);
    if (!isPrecision(given.kind, given.precision)) {
      const says = `is one of ${precisionsOf(given.kind).join(', ')}`;
      return refuse({ kind: 'invalid', field: `attributes.${given.kind}.precision`, says });
    }
    const { kind, precision } = given;
    attributes.push({ kind, value: value.value, precision, audience: audience.value });
  }
  const { handle, display_name: displayName, note, naming } = json;
  return ok({
    handle,
    displayName,
    note,
    naming,
    presence: { see: see.value, find: find.value },
    attributes,
  });
}

const named = (refusal: Parameters<typeof refuse>[0], field: string) =>
  refuse(refusal.kind === 'invalid' ? { ...refusal, field } : refusal);

/** Whether the kind can be shown at this precision. */
export const isPrecision = (kind: AttributeKind, text: string): text is Precision =>
  (precisionsOf(kind) as readonly string[]).includes(text);
