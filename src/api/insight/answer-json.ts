import { z } from 'zod';
import { csv } from '../../governance/records/csv.ts';
import { DELTA, decimal, epsilonOf } from '../../insight/noise/accounting.ts';
import { epochOf } from '../../insight/noise/quarter.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { cellLabels, isUnderDraft, sayQuestion } from '../../insight/told/say-question.ts';
import type { ToldAnswer } from '../../insight/told/told-answers.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { instantJson } from '../instant-json.ts';
import { numberJson, presentNumber, spanOf } from './number-json.ts';

/** With of what it is, where the question says so. */
const toldNumber = numberJson.extend({ label: z.string().nullable() });

export const answerJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    function: z.string().nullable(),
    purpose: z.string().nullable(),
    purpose_iri: z.string().nullable(),
    what: z.string(),
    question: z.string().meta({ description: 'In its one canonical form' }),
    question_text: z.string(),
    under_draft: z.boolean(),
    asked_at: z.string(),
    same_until: z.string(),
    minimum: z.int(),
    noise: z.object({ kind: z.literal('discrete-gaussian'), epsilon: z.string(), delta: z.number() }),
    parts: z
      .array(z.object({ sigma: z.number(), numbers: z.array(toldNumber) }))
      .meta({ description: 'Numbers of each kind; the first counts members' }),
  })
  .meta({ id: 'ToldAnswer' });

type AnswerJson = z.output<typeof answerJson>;

export function presentAnswer(answer: ToldAnswer): AnswerJson {
  const labels = cellLabels(answer);
  const { askedAt, charge, purpose, parts } = answer;
  return {
    id: answer.id,
    organisation: answer.organisation,
    function: answer.function,
    purpose,
    purpose_iri: purpose === null ? null : purposeIri(purpose),
    what: answer.what,
    question: answer.question,
    question_text: sayQuestion(answer),
    under_draft: isUnderDraft(answer),
    asked_at: instantJson(askedAt),
    same_until: instantJson(epochOf(askedAt).ends),
    minimum: answer.minimum,
    noise: { kind: 'discrete-gaussian', epsilon: decimal(epsilonOf(BigInt(charge))), delta: DELTA },
    parts: parts.map(({ variance, numbers }, part) => ({
      sigma: sigmaOf(variance),
      numbers: numbers.map((told, n) =>
        part === 0
          ? { label: labels[n] ?? null, ...presentNumber(told, { minimum: answer.minimum, variance }) }
          : { label: null, ...presentOther(told, variance) },
      ),
    })),
  };
}

/** A number of another kind: what isn't told of it is where too few members are. */
const presentOther = (told: number | null, variance: bigint): z.output<typeof numberJson> => ({
  count: told,
  fewer_than: null,
  interval: told === null ? null : spanOf(told, variance),
});

/** The answer as a table, each row with all that is to be known of its noise. */
export function answerCsv(answer: AnswerJson): string {
  const head = ['part', 'number', 'label', 'count', 'fewer_than', 'from', 'to', 'share', 'sigma'];
  const more = ['noise', 'epsilon', 'delta', 'minimum', 'asked_at', 'function', 'purpose', 'question_text'];
  const said = [
    answer.noise.kind,
    answer.noise.epsilon,
    answer.noise.delta,
    answer.minimum,
    answer.asked_at,
    answer.function,
    answer.purpose_iri,
    answer.question_text,
    answer.question,
  ];
  const rows = answer.parts.flatMap(({ sigma, numbers }, part) =>
    numbers.map(({ label, count, fewer_than: fewer, interval }, n) => [
      part + 1,
      n + 1,
      label,
      count,
      fewer,
      interval?.from ?? null,
      interval?.to ?? null,
      interval?.share ?? null,
      sigma,
      ...said,
    ]),
  );
  return csv([...head, ...more, 'question'], rows);
}
