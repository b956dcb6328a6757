import { z } from 'zod';
import { ok, refuse } from '../../core/result.ts';
import { checkApart } from '../../governance/policies/apart/apart.ts';
import { LIBRARY } from '../../governance/policies/library/library.ts';
import { POLICY_SCHEMA } from '../../governance/policies/schema/schema.ts';
import { NETWORK_KINDS, VOCABULARY } from '../../governance/policies/schema/vocabulary.ts';
import { TEMPLATES } from '../../governance/policies/templates/templates.ts';
import { writePolicies } from '../../governance/policies/write-policies.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { ActorId } from '../../privacy/words.ts';
import {
  checkedJson,
  clauseToWrite,
  libraryJson,
  MOST_CLAUSES,
  policyText,
  templateJson,
} from './policy-json.ts';

const BASE = '/api/organisations/v1';

/** What a text says doesn't hang on whose it is: it only ever is the same organisation as in its own exemptions. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as ActorId;

const getSchema = endpoint({
  method: 'get',
  path: `${BASE}/policy-schema`,
  summary: 'The schema that policies are written against, as Cedar writes schemas',
  auth: 'nobody',
  answers: z.string(),
  async handle() {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    return ok({ response: new Response(POLICY_SCHEMA, { headers }) });
  },
});

const getTemplates = endpoint({
  method: 'get',
  path: `${BASE}/policy-templates`,
  summary: 'The sentences that clauses can be written with, and the words that fit in their blanks',
  auth: 'persona',
  scope: 'privacy',
  answers: z.object({
    templates: z.array(templateJson),
    words: z.record(z.string(), z.array(z.string())),
  }),
  async handle() {
    const templates = TEMPLATES.map(({ id, sentence, blanks, example }) => ({
      id,
      sentence,
      blanks,
      example,
    }));
    return ok({ body: { templates, words: VOCABULARY } });
  },
});

const getLibrary = endpoint({
  method: 'get',
  path: `${BASE}/policy-library`,
  summary:
    'Starting points for policies of each kind of network, each clause with its reason and the law that it serves',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(libraryJson),
  async handle() {
    return ok({ body: LIBRARY });
  },
});

const postCheck = endpoint({
  method: 'post',
  path: `${BASE}/policies/check`,
  summary:
    'What a text of policies says, clause by clause, and every error with its line and column; nothing is kept',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    text: policyText,
    kind: z.enum(NETWORK_KINDS, 'is no kind of network'),
    scope: z.enum(['network', 'organisation'], 'is network or organisation').default('organisation'),
  }),
  answers: checkedJson,
  async handle({ body: { text, kind, scope } }) {
    const { clauses, errors, notes } = await checkApart(text, { kind, scope, organisation: NOBODY });
    return ok({ body: { clauses, errors, notes } });
  },
});

const postWrite = endpoint({
  method: 'post',
  path: `${BASE}/policies/write`,
  summary: 'Write clauses as one text: those by a sentence as Cedar, those that are text as they stand',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    clauses: z.array(clauseToWrite).max(MOST_CLAUSES, `may be ${MOST_CLAUSES} at most`),
  }),
  answers: z.object({ text: z.string() }),
  async handle({ body }) {
    const written = await writePolicies(body.clauses);
    if (written.ok) return ok({ body: { text: written.text } });
    const says = `Clause ${written.clause + 1} has something in a blank that can’t stand there.`;
    return refuse({ kind: 'invalid', says, field: `clauses.${written.clause}` });
  },
});

/** Writing policies: pure functions over what is public; nothing is kept, and nobody’s things are read. */
export const policyEndpoints: readonly Endpoint[] = [
  getSchema,
  getTemplates,
  getLibrary,
  postCheck,
  postWrite,
];
