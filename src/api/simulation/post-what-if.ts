import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { draftedFor } from '../../governance/simulation/draft.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import { tryOne } from '../../governance/simulation/what-if.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { someThing } from '../../privacy/some-thing.ts';
import {
  ACTIONS,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  DAY_MS,
  DISCIPLINES,
  LABELS,
  LAWFUL_BASES,
  OBJECT_KINDS,
} from '../../privacy/words.ts';
import { actorParams } from '../actor-params.ts';
import { draftFields, SIMULATIONS } from './draft-body.ts';

/** One decision, tried. */
export const postWhatIf = endpoint({
  method: 'post',
  path: `${SIMULATIONS}/what-if`,
  summary:
    'Whether policies would leave one thing, were it granted, now and under a draft, and which clause forbids it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    ...draftFields,
    capacity: z.enum(CAPACITIES, 'is no capacity').default('person'),
    experts: z.array(z.enum(DISCIPLINES, 'is no discipline')).max(DISCIPLINES.length).default([]),
    action: z.enum(ACTIONS, 'is no action'),
    purpose: z.enum(PURPOSES, 'is no purpose').default('reading'),
    kind: z.enum(OBJECT_KINDS, 'is no kind of thing'),
    label: z.enum(LABELS, 'is no label').default('public'),
    attribute: z.enum(ATTRIBUTE_KINDS, 'is no kind of attribute').nullable().default(null),
    conversation: z.enum(CONVERSATION_ORIGINS, 'is member, organisation or none').default('none'),
    basis: z.enum(LAWFUL_BASES, 'is no lawful basis').default('consent'),
    age_days: z.int().min(0).max(36_500).default(0),
    retention_days: z.int().min(1).max(36_500).nullable().default(null),
    hour: z.int().min(0).max(23).default(12),
  }),
  answers: z.object({
    before: z.boolean(),
    after: z.boolean(),
    clauses: z.array(z.string()),
    in_force: z.array(z.object({ source: z.string().nullable(), clause: z.string().nullable() })),
  }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const when = (Math.floor(at / DAY_MS) + 1) * DAY_MS + body.hour * 3_600_000;
    const { capacity, basis, retention_days: retentionDays } = body;
    const question = {
      action: body.action,
      purpose: body.purpose,
      at: when,
      ...(capacity === 'person'
        ? {}
        : {
            as: {
              organisation: params.id,
              capacity,
              basis,
              ...(retentionDays === null ? {} : { retentionDays }),
            },
          }),
    };
    const object = someThing(body.kind, {
      label: body.label,
      conversation: body.conversation,
      since: when - body.age_days * DAY_MS,
      ...(body.attribute === null ? {} : { attribute: body.attribute }),
    });
    const asked = { question, object, experts: body.experts };
    const verdict = tryOne(draftedFor(viewer, draft.value, at), draft.value.boxes, params.id, asked);
    return ok({
      body: {
        before: verdict.before,
        after: verdict.after,
        clauses: [...verdict.clauses],
        in_force: verdict.kept.map(({ source, clause }) => ({
          source: source ?? null,
          clause: clause ?? null,
        })),
      },
    });
  },
});
