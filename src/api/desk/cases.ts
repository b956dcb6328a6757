import { z } from 'zod';
import { assignCase } from '../../community/desk/assign.ts';
import { caseAttributes } from '../../community/desk/case-attributes.ts';
import { openDesk } from '../../community/desk/desk.ts';
import { fileUnder } from '../../community/desk/file-under.ts';
import { askHandover, standingHandover } from '../../community/desk/handover.ts';
import { listQueue, openCase } from '../../community/desk/list-queue.ts';
import { QUEUES } from '../../community/desk/queues.ts';
import { solveCase } from '../../community/desk/solve.ts';
import { absent, ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema, type Reply } from '../../http/endpoint.ts';
import { attributeSchema } from '../../present/account.ts';
import { type ConversationId, FUNCTIONS, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { endJson, instantJson } from '../instant-json.ts';
import { BASE, caseJson, caseParams, deskQuery, presentCases, seatId } from './desk-json.ts';

const PATH = `${BASE}/conversations`;
const id = idSchema.transform((text) => text.toLowerCase());

/** One conversation, with what its member shows in it and by which consent. */
const openedJson = caseJson.extend({
  shown: z.array(
    attributeSchema.extend({ grant: z.string(), from: z.string(), until: z.string().nullable() }),
  ),
  /** To which function the member was asked to let it go; whether they said no isn’t told. */
  handover_to: z.enum(FUNCTIONS).nullable(),
});

const getQueue = endpoint({
  method: 'get',
  path: PATH,
  summary: 'A queue of a desk: who has waited longest comes first; of closed ones the latest',
  auth: 'persona',
  scope: 'privacy',
  query: deskQuery.extend({
    queue: z.enum(QUEUES, `is one of ${QUEUES.join(', ')}`).default('open'),
    tag: id.optional(),
    limit: z.coerce
      .number('must be a number')
      .int()
      .min(1)
      .default(20)
      .transform((n) => Math.min(n, 40)),
    after: id.optional(),
  }),
  answers: z.array(caseJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const desk = await openDesk(deps, viewer, query, at);
    if (!desk.ok) return desk;
    const { queue, tag, limit } = query;
    const after = (query.after ?? null) as ObjectId | null;
    const cases = await listQueue(deps, viewer, desk.value, { queue, tag, limit, after }, at);
    const body = await presentCases(deps, viewer, desk.value, cases, at);
    return ok({
      body,
      headers: nextLink(context.req.url, cases.length < limit ? undefined : cases.at(-1)?.turn),
    });
  },
});

/** The `Link` header (RFC 8288) to what comes next; its cursor is an id that was shown. */
function nextLink(url: string, after: string | undefined): Record<string, string> {
  if (after === undefined) return {};
  const to = new URL(url);
  to.searchParams.set('after', after);
  return { Link: `<${to.href}>; rel="next"` };
}

async function present(
  deps: Deps,
  viewer: Viewer,
  conversation: ConversationId,
  at: Instant,
): Promise<Result<Reply>> {
  const opened = await openCase(deps, viewer, conversation, at);
  if (!opened.ok) return opened;
  const shown = await caseAttributes(deps, viewer, conversation, at);
  if (!shown.ok) return shown;
  const [one] = await presentCases(deps, viewer, opened.value.desk, [opened.value.one], at);
  if (one === undefined) return absent;
  const handover = await standingHandover(deps.store.community, viewer.network, conversation, at);
  return ok({
    body: {
      ...one,
      shown: shown.value.map(({ from, until, ...attribute }) => ({
        ...attribute,
        from: instantJson(from),
        until: endJson(until),
      })),
      handover_to: handover?.to ?? null,
    },
  });
}

const getCase = endpoint({
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'A conversation on one’s desk, with what its member shows in it, until when, and by which grant',
  auth: 'persona',
  scope: 'privacy',
  params: caseParams,
  answers: openedJson,
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const putAssignment = endpoint({
  method: 'put',
  path: `${PATH}/:id/assignment`,
  summary: 'Give a conversation to a seat of its function, or to none, in place of who has it',
  auth: 'persona',
  scope: 'privacy',
  params: caseParams,
  body: z.strictObject({ seat: seatId.nullable(), instead_of: seatId.nullable().default(null) }),
  answers: openedJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const to = { seat: body.seat, insteadOf: body.instead_of };
    const assigned = await assignCase(deps, viewer, params.id, to, at);
    return assigned.ok ? present(deps, viewer, params.id, at) : assigned;
  },
});

const putTags = endpoint({
  method: 'put',
  path: `${PATH}/:id/tags`,
  summary: 'File a conversation under exactly these tags; its member sees their names',
  auth: 'persona',
  scope: 'privacy',
  params: caseParams,
  body: z.strictObject({ tags: z.array(id, 'is needed: a list of ids').max(10, 'are ten at most') }),
  answers: openedJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const filed = await fileUnder(deps, viewer, params.id, body.tags, at);
    return filed.ok ? present(deps, viewer, params.id, at) : filed;
  },
});

const postSolved = endpoint({
  method: 'post',
  path: `${PATH}/:id/solve`,
  summary: 'Say that it is solved: what its member showed in it is deleted, and they are told',
  auth: 'persona',
  scope: 'privacy',
  params: caseParams,
  answers: openedJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const solved = await solveCase(deps, viewer, params.id, at);
    return solved.ok ? present(deps, viewer, params.id, at) : solved;
  },
});

const postHandover = endpoint({
  method: 'post',
  path: `${PATH}/:id/handover`,
  summary: 'Ask the member whether another function may take it over; a no looks like silence',
  auth: 'persona',
  scope: 'privacy',
  params: caseParams,
  body: z.strictObject({ to: z.enum(FUNCTIONS, 'is no business function') }),
  answers: openedJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const asked = await askHandover(deps, viewer, params.id, body.to, at);
    return asked.ok ? present(deps, viewer, params.id, at) : asked;
  },
});

export const caseEndpoints: readonly Endpoint[] = [
  getQueue,
  getCase,
  putAssignment,
  putTags,
  postSolved,
  postHandover,
];
