import { readFileSync, writeFileSync } from 'node:fs';
import { report } from './measure.ts';

const DOCUMENT = new URL('../../docs/think-before-you-post.md', import.meta.url);
const BEGIN = '<!-- measured: npm run measure:giveaways -- --write -->';
const END = '<!-- end -->';

/** What the documentation says was measured. */
export function documented(): string {
  const text = readFileSync(DOCUMENT, 'utf8');
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)).trim();
}

function write(): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head, tail] = [text.slice(0, text.indexOf(BEGIN)), text.slice(text.indexOf(END))];
  writeFileSync(DOCUMENT, `${head}${BEGIN}\n\n${report()}\n\n${tail}`);
}

/** Prints what is measured now; with `--write` it goes into the documentation. */
if (import.meta.main) {
  if (process.argv.includes('--write')) write();
  else console.log(report());
}
