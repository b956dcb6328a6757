import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import type { JobKind } from '../../insight/jobs/job.ts';
import { aboutOf } from '../../insight/jobs/start-job.ts';
import type { PolicyTextId } from '../../privacy/words.ts';
import { countLine, lineFields } from './count-line.ts';

/** Lines of a trial: all that a draft can change is fewer. */
const MOST_LINES = 500;

export const linesSchema = z
  .array(z.strictObject(lineFields), 'is a list')
  .min(1, 'name at least one')
  .max(MOST_LINES, `may be ${MOST_LINES} at most`);

const plan = z.strictObject({
  text: z.string(),
  scope: z.enum(['organisation', 'network']),
  replaces: z
    .string()
    .transform((id) => id as PolicyTextId)
    .nullable(),
  lines: linesSchema,
});
type TrialPlan = z.output<typeof plan>;

/** By what a trial is found again: its draft, whatever lines of it are counted. */
export const aboutDraft = ({ text, scope, replaces }: Omit<TrialPlan, 'lines'>): string =>
  aboutOf({ text, scope, replaces });

/** Members are counted for a trial of a draft, line by line: what was counted is paid for once in its day. */
export const trialJob: JobKind<TrialPlan> = {
  name: 'trial',
  plan,
  steps: ({ lines }) => lines.length,
  async step(deps, viewer, { organisation, plan: { lines, ...text } }, n, at) {
    const line = lines[n];
    if (line === undefined) throw new Error(`a trial of ${lines.length} lines has no line ${n}`);
    const draft = await readDraft(deps, viewer, organisation, text, at);
    if (!draft.ok) return draft;
    const counted = await countLine(deps, viewer, draft.value, line, at);
    if (!counted.ok) return counted;
    const { budget, ...told } = counted.value;
    return ok({ ...line, ...told });
  },
};
