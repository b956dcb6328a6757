import { z } from 'zod';
import { askContact } from '../../community/contacts/ask-contact.ts';
import { changeContactRule } from '../../community/contacts/change-contact-rule.ts';
import { answerContactRequest, listContactRequests } from '../../community/contacts/contact-requests.ts';
import {
  CONTACT_ANSWERS,
  type ContactRule,
  readContactRules,
} from '../../community/contacts/contact-rules.ts';
import { messageText } from '../../community/conversations/said.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import { idempotencyKey } from '../../http/idempotency-key.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId, actorParams, idParams } from '../actor-params.ts';
import { getCaps, putCap } from './caps.ts';

const RULES = '/api/privacy/v1/contact-rules';
const REQUESTS = '/api/privacy/v1/contact-requests';

const answer = z.enum(CONTACT_ANSWERS, 'is yes, ask or no');
const ruleJson = z.object({
  function: z.enum(FUNCTIONS),
  anybody: answer,
  organisations: z.array(z.object({ organisation: z.string(), answer })),
  preferred: z.object({ place: z.string(), told: z.boolean() }).nullable(),
});

const presentRule = (rule: ContactRule): z.output<typeof ruleJson> => ({
  function: rule.function,
  anybody: rule.anybody,
  organisations: rule.organisations.map((one) => ({ ...one })),
  preferred: rule.preferred,
});

const tagged = (rule: ContactRule) => ({ ...presentRule(rule), etag: entityTag(presentRule(rule)) });

const getRules = endpoint({
  method: 'get',
  path: RULES,
  summary: 'How organisations may contact one, for each business function; a rule’s etag is for If-Match',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(ruleJson.extend({ etag: z.string() })),
  async handle({ caller: { viewer }, at }, deps) {
    return ok({ body: (await readContactRules(deps, viewer, at)).map(tagged) });
  },
});

const putRule = endpoint({
  method: 'put',
  path: `${RULES}/:function`,
  summary: 'Say how organisations may contact one for a function; customer service includes support',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ function: z.enum(FUNCTIONS) }),
  body: z.strictObject({
    anybody: answer,
    organisations: z
      .array(z.strictObject({ organisation: actorId, answer }))
      .max(50, 'are fifty at most')
      .default([]),
    preferred: z
      .strictObject({
        place: z.string().trim().min(1, 'is empty').max(200, 'is 200 characters at most'),
        told: z.boolean().default(false),
      })
      .nullable()
      .default(null),
  }),
  answers: ruleJson.extend({ etag: z.string() }),
  async handle({ caller: { viewer }, params, body, at, context }, deps) {
    const isExpected = (found: ContactRule) => matches(context, presentRule(found));
    const changed = await changeContactRule(deps, viewer, { ...params, ...body }, isExpected, at);
    return changed.ok ? ok({ body: tagged(changed.value) }) : changed;
  },
});

const getRequests = endpoint({
  method: 'get',
  path: REQUESTS,
  summary: 'Organisations that ask whether they may write to one',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(
    z.object({
      id: z.string(),
      organisation: accountSchema,
      function: z.enum(FUNCTIONS),
      created_at: z.string(),
    }),
  ),
  async handle({ caller: { viewer }, at }, deps) {
    const requests = await listContactRequests(deps, viewer, at);
    const ids = requests.map(({ organisation }) => organisation);
    const accounts = await presentAccounts(deps, viewer, ids, at);
    return ok({
      body: requests.flatMap(({ id, organisation, function: fn, createdAt }) => {
        const account = accounts.get(organisation);
        if (account === undefined) return [];
        return [{ id, organisation: account, function: fn, created_at: new Date(createdAt).toISOString() }];
      }),
    });
  },
});

const answering = (word: 'approve' | 'refuse', summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `${REQUESTS}/:id/${word}`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: idParams,
    answers: z.object({}),
    async handle({ caller: { viewer }, params, at }, deps) {
      const answered = await answerContactRequest(deps, viewer, params.id, word, at);
      return answered.ok ? ok({ body: {} }) : answered;
    },
  });

const postContact = endpoint({
  method: 'post',
  path: '/api/organisations/v1/:id/contacts',
  summary:
    'Write to a member for an organisation in one of its functions, if the member lets it; else ask. `unsigned` is that the same words reached ten members already, and need a signed campaign',
  auth: 'persona',
  scope: 'write',
  params: actorParams,
  body: z.strictObject({
    persona: actorId,
    function: z.enum(FUNCTIONS, 'is no business function'),
    text: messageText.nullable().default(null),
  }),
  answers: z.object({
    answer: z.enum(['yes', 'asked', 'no', 'capped', 'unsigned']),
    preferred: z.string().nullable(),
    conversation: z.string().nullable(),
  }),
  async handle({ caller: { viewer }, params, body: { text, ...body }, at, context }, deps) {
    const key = idempotencyKey(context);
    if (!key.ok) return key;
    const contact = { organisation: params.id, ...body };
    const outcome = await askContact(deps, viewer, contact, text, key.value, at);
    return outcome.ok ? ok({ body: { preferred: null, conversation: null, ...outcome.value } }) : outcome;
  },
});

export const contactEndpoints: readonly Endpoint[] = [
  getRules,
  putRule,
  getRequests,
  answering('approve', 'Let an organisation write to one, for the function that it asked for'),
  answering('refuse', 'Say no to an organisation; it isn’t told'),
  postContact,
  getCaps,
  putCap,
];
