import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { linkHeader } from '../../http/pagination.ts';
import { listToldAnswers, readToldAnswer } from '../../insight/told/told-answers.ts';
import { actorId } from '../actor-params.ts';
import { csvFile } from '../records/csv-file.ts';
import { answerCsv, answerJson, presentAnswer } from './answer-json.ts';

const ANSWERS = '/api/insight/v1/answers';
const params = z.object({ id: idSchema.transform((id) => id.toLowerCase()) });
const query = z.object({ organisation: actorId });

const getAnswers = endpoint({
  method: 'get',
  path: ANSWERS,
  summary:
    'What an organisation asked about members and was told, newest first, for who holds a seat in it; nothing new is told',
  auth: 'persona',
  scope: 'privacy',
  query: query.extend({
    limit: z.coerce
      .number('must be a number')
      .int()
      .min(1)
      .default(40)
      .transform((n) => Math.min(n, 200)),
    max_id: idSchema.optional(),
  }),
  answers: z.array(answerJson),
  async handle({ caller: { viewer }, query: { organisation, limit, max_id: before }, at, context }, deps) {
    const told = await listToldAnswers(deps, viewer, organisation, { limit, before: before ?? null }, at);
    if (!told.ok) return told;
    const ids = told.value.map(({ id }) => id);
    return ok({ body: told.value.map(presentAnswer), headers: linkHeader(context.req.url, ids) });
  },
});

const getAnswer = endpoint({
  method: 'get',
  path: `${ANSWERS}/:id`,
  summary: 'One answer that an organisation was given, with its noise',
  auth: 'persona',
  scope: 'privacy',
  params,
  query,
  answers: answerJson,
  async handle({ caller: { viewer }, params: { id }, query: { organisation }, at }, deps) {
    const told = await readToldAnswer(deps, viewer, organisation, id, at);
    return told.ok ? ok({ body: presentAnswer(told.value) }) : told;
  },
});

const getAnswerCsv = endpoint({
  method: 'get',
  path: `${ANSWERS}/:id/csv`,
  summary: 'The same in CSV, with the noise stated in each row',
  auth: 'persona',
  scope: 'privacy',
  params,
  query,
  answers: z.string(),
  async handle({ caller: { viewer }, params: { id }, query: { organisation }, at }, deps) {
    const told = await readToldAnswer(deps, viewer, organisation, id, at);
    if (!told.ok) return told;
    const answer = presentAnswer(told.value);
    return ok({
      response: csvFile(`answer-${answer.what}-${answer.asked_at.slice(0, 10)}`, answerCsv(answer)),
    });
  },
});

/** What organisations were told. */
export const answerEndpoints: readonly Endpoint[] = [getAnswers, getAnswer, getAnswerCsv];
