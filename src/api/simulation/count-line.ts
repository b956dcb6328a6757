import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { type Draft, draftedFor } from '../../governance/simulation/draft.ts';
import type { Answer } from '../../insight/counting/answer-once.ts';
import type { Budget } from '../../insight/counting/budget.ts';
import { countUnder } from '../../insight/counting/count-under.ts';
import { mayCount } from '../../insight/counting/may-count.ts';
import { COUNTED, fitting } from '../../insight/counting/question.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Seated } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { numberJson, presentNumber } from '../insight/number-json.ts';
import { type Line, toCount } from './counted-lines.ts';

/** What of a trial is counted. */
export const lineFields = {
  function: z.enum(FUNCTIONS, 'is no business function'),
  purpose: z.enum(PURPOSES, 'is no purpose'),
  what: z.enum([...COUNTED, 'authors'], 'is posts, attributes, ties, contact or authors'),
};

const counted = numberJson.extend({
  exact: z.boolean().meta({ description: 'That the rule itself says so: it cost nothing' }),
});

/** How many something would reach now and under the draft. */
export const countedFields = { before: counted.nullable(), after: counted };

interface CountedLine {
  readonly before: z.output<typeof counted> | null;
  readonly after: z.output<typeof counted>;
  /** Null where the rule itself says both. */
  readonly budget: Budget | null;
}

/** Counts members for one line of a trial, for whoever may count them. */
export async function countLine(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  draft: Draft & { readonly seated: Seated },
  line: Line,
  at: Instant,
): Promise<Result<CountedLine>> {
  const may = mayCount(draft.seated, line.function);
  if (!may.ok) return may;
  const fits = fitting(line);
  if (!fits.ok) return fits;
  const { organisation } = draft;
  const asked = toCount(draftedFor(viewer, draft, at), organisation, line, at);
  const question = { organisation, ...line };
  const before = asked.before && (await countUnder(deps, viewer, question, asked.before, at));
  if (before?.ok === false) return before;
  const after = asked.after && (await countUnder(deps, viewer, question, asked.after, at));
  if (after?.ok === false) return after;
  return ok({
    before: line.what === 'authors' ? null : presentCount(before?.value ?? null),
    after: presentCount(after?.value ?? null),
    budget: (after?.value ?? before?.value)?.budget ?? null,
  });
}

const presentCount = (answer: Answer | null): z.output<typeof counted> =>
  answer === null
    ? { count: 0, fewer_than: null, interval: null, exact: true }
    : { ...presentNumber(answer.released, answer), exact: false };
