import { readFileSync, writeFileSync } from 'node:fs';
import { fittedText, report } from './measure.ts';

const DOCUMENT = new URL('../../docs/sentiment.md', import.meta.url);
const FITTED = new URL('../../src/insight/sentiment/fitted.tsv', import.meta.url);
const BEGIN = '<!-- measured: npm run measure:sentiment -- --write -->';
const END = '<!-- end -->';

/** The fitted weights as they are committed. */
export const committed = (): string => readFileSync(FITTED, 'utf8');

/** What the documentation says was measured. */
export function documented(): string {
  const text = readFileSync(DOCUMENT, 'utf8');
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)).trim();
}

function write(): void {
  const fitted = fittedText();
  writeFileSync(FITTED, fitted);
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head, tail] = [text.slice(0, text.indexOf(BEGIN)), text.slice(text.indexOf(END))];
  writeFileSync(DOCUMENT, `${head}${BEGIN}\n\n${report(fitted)}\n\n${tail}`);
}

/** Prints what is measured of the committed weights; `--write` fits anew, and writes both weights and documentation. */
if (import.meta.main) {
  if (process.argv.includes('--write')) write();
  else console.log(report(committed()));
}
