import { z } from 'zod';
import { csv } from '../../governance/records/csv.ts';
import { DELTA, decimal, epsilonOf } from '../../insight/noise/accounting.ts';
import { epochOf } from '../../insight/noise/quarter.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { cellLabels, isUnderDraft, sayQuestion, unitOf } from '../../insight/told/say-question.ts';
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
    of: z.enum(['members', 'parts']).meta({
      description:
        'What the first numbers are of: members, or parts that members were put into, of which the minimum goes as well',
    }),
    parts: z.array(z.object({ sigma: z.number(), numbers: z.array(toldNumber) })).meta({
      description: 'Numbers of each kind; of the first, those that come out below the minimum aren’t told',
    }),
  })
  .meta({ id: 'ToldAnswer' });

type AnswerJson = z.output<typeof answerJson>;

export function presentAnswer(answer: ToldAnswer): AnswerJson {
  const labels = cellLabels(answer);
  const { of, one } = unitOf(answer);
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
    of,
    parts: parts.map(({ variance, numbers }, part) => {
      const first = { minimum: answer.minimum, variance, one };
      // Kinds that are told of the same days have the same labels.
      const of = numbers.length === parts[0]?.numbers.length ? labels : [];
      return {
        sigma: part === 0 ? inUnits(sigmaOf(variance), one) : sigmaOf(variance),
        numbers: numbers.map((told, n) => ({
          label: of[n] ?? null,
          ...(part === 0 ? presentFirst(told, first) : presentOther(told, variance)),
        })),
      };
    }),
  };
}

/** A number that counts members, or parts, as it was told in shares of one. */
function presentFirst(
  told: number | null,
  { one, ...noise }: { readonly minimum: number; readonly variance: bigint; readonly one: number },
): z.output<typeof numberJson> {
  const { count, fewer_than, interval } = presentNumber(told, noise);
  const whole = (x: number): number => Math.round(x / one);
  return {
    count: count === null ? null : whole(count),
    fewer_than,
    interval: interval && { ...interval, from: whole(interval.from), to: whole(interval.to) },
  };
}

/** To two places, as σ is. */
const inUnits = (sigma: number, one: number): number => Math.round((100 * sigma) / one) / 100;

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
