import { Command } from 'commander';
import { OperatorError } from '../../core/operator-error.ts';
import type { Refusal } from '../../core/result.ts';
import { type Rated, ratedOf } from '../../insight/sentiment/rated.ts';
import { textOf } from '../text-of.ts';

const evaluateSentiment = new Command('evaluate-sentiment')
  .description('says how well the sentiment of sentences is told that people rated, beside the best library')
  .argument('<file>', 'lines of id, rating (-4 to 4) and text, separated by tabs')
  .action(async (path: string) => {
    const rated = readRated(await textOf(path), path);
    // Loaded here, so that no other command waits for the lexicons.
    const { evaluate } = await import('../../insight/sentiment/evaluate.ts');
    const { evaluation, leftOut } = evaluate(rated);
    if (leftOut > 0)
      console.error(`${share(leftOut)} of the sentences are in other languages and were left out`);
    if (evaluation.rows === 0) throw new OperatorError(`${path} holds no sentence in English`);
    console.log(JSON.stringify(evaluation));
  });

const saidBy = (refusal: Refusal): string => ('says' in refusal ? refusal.says : refusal.kind);

const share = (part: number): string => `${(part * 100).toFixed(2)} %`;

function readRated(text: string, path: string): Rated[] {
  const rated = ratedOf(text);
  if (!rated.ok) throw new OperatorError(`${path}: ${saidBy(rated.refusal)}`);
  if (rated.value.length === 0) throw new OperatorError(`${path} holds no rated sentence`);
  return rated.value;
}

/** `waxseal insight`: for whoever wants to know how what organisations learn is made. */
export const insightCommand = new Command('insight')
  .description('Measures what organisations are told with, without any server.')
  .addCommand(evaluateSentiment);
