import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askInfluence } from '../../insight/influence/ask-influence.ts';
import { measureNamed } from '../../insight/influence/measure-named.ts';
import { INFLUENCE, type InfluenceQuestion, MEASURES, PARTS } from '../../insight/influence/question.ts';
import { accountSchema, presentAccounts } from '../../present/account.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { askedJson, presentAsked } from './asked-json.ts';
import { influenceClassJson, presentClasses } from './influence-json.ts';
import { askOrStart, orJob, questionJob } from './question-job.ts';

const PATH = '/api/insight/v1/influence';

const asker = { organisation: actorId, function: z.enum(FUNCTIONS, 'is no business function') };

const asked = z
  .strictObject({
    ...asker,
    measure: z.enum(MEASURES, 'is ties, pagerank, betweenness or communities'),
    parts: z
      .int('is a whole number')
      .refine((many) => (PARTS as readonly number[]).includes(many), `is one of ${PARTS.join(', ')}`)
      .transform((many) => many as (typeof PARTS)[number])
      .optional(),
  })
  .transform(({ measure, parts, ...rest }, context): InfluenceQuestion => {
    if (measure === 'ties') {
      if (parts === undefined) return { ...rest, measure };
      context.addIssue({ code: 'custom', path: ['parts'], message: 'is for other measures than ties' });
      return z.NEVER;
    }
    return { ...rest, measure, parts: parts ?? 500 };
  });

const spreadJson = z.object({
  id: z.string(),
  measure: z.enum(MEASURES),
  purpose_iri: z.string(),
  parts: z.int().nullable(),
  classes: z.array(influenceClassJson),
  noise: z.object({ kind: z.literal('discrete-gaussian'), sigma: z.number() }),
  ...askedJson.shape,
});

/** Measures that take longer than a minute. */
export const influenceJob = questionJob({
  name: 'influence',
  plan: asked,
  async ask(deps, viewer, question, at, going): Promise<Result<z.output<typeof spreadJson>>> {
    const told = await askInfluence(deps, viewer, question, at, going);
    if (!told.ok) return told;
    return ok({
      id: told.value.id,
      measure: question.measure,
      purpose_iri: purposeIri(INFLUENCE),
      parts: question.measure === 'ties' ? null : question.parts,
      ...presentClasses(question, told.value),
      ...presentAsked(told.value),
    });
  },
});

const postInfluence = endpoint({
  method: 'post',
  path: PATH,
  summary:
    'How members who let it are spread over classes of influence, for who acts in the function: with noise made for one member with all their ties. What takes longer than a minute is a job',
  auth: 'persona',
  scope: 'privacy',
  body: asked,
  answers: orJob(spreadJson),
  async handle({ caller: { viewer }, body: question, at }, deps) {
    const { organisation, function: fn } = question;
    const of = { asked: question, organisation, function: fn };
    const told = await askOrStart(deps, viewer, influenceJob, of, at);
    return told.ok ? ok(told.value.reply) : told;
  },
});

const postNames = endpoint({
  method: 'post',
  path: `${PATH}/names`,
  summary:
    'Members with influence by name, for who acts in the function: those alone who granted exactly that; each is told what was told of them',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject(asker),
  answers: z.object({
    purpose_iri: z.string(),
    among: z.int(),
    sampled: z.boolean(),
    members: z.array(
      z.object({
        account: accountSchema,
        place: z.int(),
        pagerank: z.number(),
        betweenness: z.number(),
      }),
    ),
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const measured = await measureNamed(deps, viewer, body, at);
    if (!measured.ok) return measured;
    const { among, named, isSampled } = measured.value;
    const accounts = await presentAccounts(
      deps,
      viewer,
      named.map(({ subject }) => subject),
      at,
    );
    const members = named.flatMap(({ subject, ...worth }) => {
      const account = accounts.get(subject);
      return account === undefined ? [] : [{ account, ...worth }];
    });
    return ok({ body: { purpose_iri: purposeIri(INFLUENCE), among, sampled: isSampled, members } });
  },
});

/** Who reaches whom: in numbers with noise, and by name where a member granted that. */
export const influenceEndpoints: readonly Endpoint[] = [postInfluence, postNames];
