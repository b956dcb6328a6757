import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { listExports } from '../../insight/exports/list-exports.ts';
import {
  cardText,
  duties,
  dutiesInWords,
  GROUND,
  LEFT_OUT,
  type TrainingCard,
} from '../../insight/exports/training/card.ts';
import { listFiles } from '../../insight/exports/training/list-files.ts';
import { takePosts } from '../../insight/exports/training/take-posts.ts';
import type { TrainingDefinition } from '../../privacy/leaving.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { trainingPlan } from '../../store/leaving-plans.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { presentTableRisk, tableRiskJson } from './table-risk-json.ts';

const TRAINING = '/api/insight/v1/training-data';

const definitionJson = z.object({
  function: z.string(),
  purpose: z.string(),
  training: z.object({
    for: z.string(),
    from: z.string(),
    before: z.string(),
    tags: z.array(z.string()),
  }),
  until: z.string(),
});
const presentDefinition = ({ training, ...one }: TrainingDefinition): z.output<typeof definitionJson> => ({
  ...one,
  training: { ...training, tags: [...training.tags] },
});

const cardJson = z
  .object({
    id: z.string(),
    organisation: z.object({ id: z.string(), display_name: z.string() }),
    definition: definitionJson,
    purpose_iri: z.string(),
    rows: z.int(),
    ground: z.string(),
    left_out: z.string(),
    /** Of all bytes before the card's line. */
    sha256: z.string(),
    made_at: z.string(),
    renew_by: z.string(),
    delete_by: z.string(),
    duties: z.array(z.string()),
    /** Of what each row says besides its text. */
    risk: tableRiskJson,
  })
  .meta({ id: 'TrainingCard' });

const presentCard = (card: TrainingCard): z.output<typeof cardJson> => ({
  id: card.id,
  organisation: { id: card.organisation.id, display_name: card.organisation.name },
  definition: presentDefinition(card.definition),
  purpose_iri: purposeIri(card.definition.purpose),
  rows: card.rows,
  ground: GROUND,
  left_out: LEFT_OUT,
  sha256: card.sha256,
  made_at: instantJson(card.madeAt),
  renew_by: instantJson(card.renewBy),
  delete_by: instantJson(card.deleteBy),
  duties: [...dutiesInWords(card)],
  risk: presentTableRisk(card.risk),
});

const getTraining = endpoint({
  method: 'get',
  path: TRAINING,
  summary: 'What an organisation’s experts signed to be taken to train models, and the files that were',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.object({
    signed: z.array(z.object({ matter: z.string(), title: z.string(), definition: definitionJson })),
    files: z.array(
      z.object({
        id: z.string(),
        definition: definitionJson,
        rows: z.int().nullable(),
        sha256: z.string().nullable(),
        made_at: z.string(),
        renew_by: z.string(),
        delete_by: z.string(),
      }),
    ),
  }),
  async handle({ caller: { viewer }, query: { organisation }, at }, deps) {
    const signed = await listExports(deps, viewer, { organisation, plan: trainingPlan }, at);
    if (!signed.ok) return signed;
    const files = await listFiles(deps, viewer, organisation, at);
    if (!files.ok) return files;
    return ok({
      body: {
        signed: signed.value.map((one) => ({ ...one, definition: presentDefinition(one.definition) })),
        files: files.value.map(({ madeAt, definition, ...one }) => ({
          ...one,
          definition: presentDefinition(definition),
          made_at: instantJson(madeAt),
          renew_by: instantJson(duties(definition, madeAt).renewBy),
          delete_by: instantJson(duties(definition, madeAt).deleteBy),
        })),
      },
    });
  },
});

const postTraining = endpoint({
  method: 'post',
  path: TRAINING,
  summary:
    'Take posts of members who let models be trained with them, exactly as it was signed: JSON, one a line, the card in the last',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ organisation: actorId, definition: trainingPlan }),
  answers: z.object({ card: cardJson, markdown: z.string() }).meta({
    description: 'The last line. Those before it each have text, language, month and tags.',
  }),
  async handle({ caller: { viewer }, body: { organisation, definition }, at }, deps) {
    const taken = await takePosts(deps, viewer, organisation, definition, at);
    if (!taken.ok) return taken;
    return ok({ response: fileOf(taken.value.lines) });
  },
});

function fileOf(lines: AsyncGenerator<string, TrainingCard>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await lines.next();
      if (next.done !== true) return controller.enqueue(encoder.encode(next.value));
      const last = { card: presentCard(next.value), markdown: cardText(next.value) };
      controller.enqueue(encoder.encode(`${JSON.stringify(last)}\n`));
      controller.close();
    },
    async cancel() {
      await lines.return(undefined as never);
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': 'attachment; filename="training-data.jsonl"',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** Posts that leave to train models. */
export const trainingEndpoints: readonly Endpoint[] = [getTraining, postTraining];
