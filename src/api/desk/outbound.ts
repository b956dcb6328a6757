import { z } from 'zod';
import { messageText } from '../../community/conversations/said.ts';
import { deskFigures, FIGURES_DAYS, type Figures } from '../../community/desk/figures.ts';
import { listRecipients, MOST_RECIPIENTS } from '../../community/desk/recipients.ts';
import { sendOutbound } from '../../community/desk/send-outbound.ts';
import { OUTCOMES } from '../../community/desk/tally.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { idempotencyKey } from '../../http/idempotency-key.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { actorId } from '../actor-params.ts';
import { BASE, deskQuery } from './desk-json.ts';

const count = z.int();
const figuresJson = z.object({
  days: count,
  queues: z.object({
    unassigned: count,
    mine: count,
    open: count,
    waiting: count,
    closed: count,
  }),
  begun: count,
  answered: count,
  median_first_answer_seconds: count.nullable(),
  outbound: z.object({
    sent: count,
    asked: count,
    no: count,
    capped: count,
    absent: count,
    unsigned: count,
  }),
});

const presentFigures = (figures: Figures): z.output<typeof figuresJson> => ({
  days: FIGURES_DAYS,
  queues: { ...figures.queues },
  begun: figures.begun,
  answered: figures.answered,
  median_first_answer_seconds: figures.medianFirstAnswerSeconds,
  outbound: { ...figures.outbound },
});

const getFigures = endpoint({
  method: 'get',
  path: `${BASE}/figures`,
  summary: 'How many wait in each queue of a desk, how soon it answers, and what came of its letters',
  auth: 'persona',
  scope: 'privacy',
  query: deskQuery,
  answers: figuresJson,
  async handle({ caller: { viewer }, query, at }, deps) {
    const figures = await deskFigures(deps, viewer, query, at);
    return figures.ok ? ok({ body: presentFigures(figures.value) }) : figures;
  },
});

const getFiguresFile = endpoint({
  method: 'get',
  path: `${BASE}/figures/csv`,
  summary: 'The same figures as a file of comma-separated values (RFC 4180); of members it says nothing',
  auth: 'persona',
  scope: 'privacy',
  query: deskQuery,
  answers: z.string(),
  async handle({ caller: { viewer }, query, at }, deps) {
    const figures = await deskFigures(deps, viewer, query, at);
    if (!figures.ok) return figures;
    const { queues, outbound, ...rest } = presentFigures(figures.value);
    const lines = [
      ['figure', 'value'],
      ...Object.entries(rest),
      ...Object.entries(queues).map(([name, n]) => [`queue_${name}`, n]),
      ...Object.entries(outbound).map(([name, n]) => [`outbound_${name}`, n]),
    ];
    const csv = lines.map(([name, value]) => `${name},${value ?? ''}\r\n`).join('');
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="desk-${query.function}.csv"`,
    };
    return ok({ response: new Response(csv, { headers }) });
  },
});

const getRecipients = endpoint({
  method: 'get',
  path: `${BASE}/recipients`,
  looks: ({ limit }) => limit,
  summary:
    'To whom a desk may want to write: members of its conversations, and followers who show themselves',
  auth: 'persona',
  scope: 'privacy',
  query: deskQuery.extend(pageQuery(MOST_RECIPIENTS, MOST_RECIPIENTS).shape),
  answers: z.array(z.object({ account: accountSchema, from: z.enum(['conversation', 'follower']) })),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const found = await listRecipients(deps, viewer, query, pageOf(query), at);
    if (!found.ok) return found;
    const ids = found.value.map(({ persona }) => persona);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({
      headers: linkHeader(context.req.url, ids),
      body: found.value.flatMap(({ persona, from }) => {
        const account = accounts.get(persona);
        return account === undefined ? [] : [{ account, from }];
      }),
    });
  },
});

const postOutbound = endpoint({
  method: 'post',
  path: `${BASE}/outbound`,
  summary:
    'Write to members for a function: each gets it who lets it, and one is told who doesn’t. The same words reach more than ten in thirty days by a signed campaign alone. An Idempotency-Key writes to nobody twice',
  auth: 'persona',
  scope: 'write',
  body: z.strictObject({
    ...deskQuery.shape,
    personas: z.array(actorId, 'is needed: a list of ids').min(1, 'name somebody').max(1000, 'are too many'),
    text: messageText,
  }),
  answers: z.array(
    z.object({
      persona: z.string(),
      outcome: z.enum(OUTCOMES),
      conversation: z.string().nullable(),
      preferred: z.string().nullable(),
    }),
  ),
  async handle({ caller: { viewer }, body: { organisation, function: fn, ...letter }, at, context }, deps) {
    const key = idempotencyKey(context);
    if (!key.ok) return key;
    const sent = await sendOutbound(deps, viewer, { organisation, function: fn }, letter, key.value, at);
    if (!sent.ok) return sent;
    return ok({
      body: sent.value.map(({ persona, outcome, conversation, preferred }) => ({
        persona,
        outcome,
        conversation,
        preferred,
      })),
    });
  },
});

export const outboundEndpoints: readonly Endpoint[] = [
  getFigures,
  getFiguresFile,
  getRecipients,
  postOutbound,
];
