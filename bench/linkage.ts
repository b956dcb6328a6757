import { readFileSync, writeFileSync } from 'node:fs';
import { type Measured, measureLinkage, reportLinkage } from './linkage/measure.ts';
import type { Figure, Setting } from './measure.ts';

const DOCUMENT = new URL('../docs/linkage.md', import.meta.url);
const BEGIN = '<!-- measured: npm run bench -- linkage -->';
const END = '<!-- end -->';

const SPLITTING = { sharedValues: 20, most: Number.POSITIVE_INFINITY, seed: 7 };
/** Of a hundred friends so many know both personas; the first is what is told in full. */
const SHARED = [10, 0, 30, 50];

/** How often an attacker finds the other persona, before and after following what the meter says. Goes into the documentation. */
export async function* benchLinkage({ say, quick }: Setting): AsyncGenerator<Figure> {
  const measured: Measured[] = [];
  for (const sharedFriends of quick ? SHARED.slice(0, 1) : SHARED) {
    say(`linkage: ${sharedFriends} % of friends in common`);
    const one = await measureLinkage({ ...SPLITTING, sharedFriends, habits: true });
    measured.push(one);
    for (const when of ['before', 'after', 'keepingTies'] as const) {
      const name = `${sharedFriends} % of friends in common, ${WHEN[when]}: found first`;
      yield { bench: 'linkage', name, value: round(one[when].all.first), unit: '%' };
    }
  }
  if (quick) return;
  const plain = await measureLinkage({ ...SPLITTING, sharedFriends: 10, habits: false });
  write(reportLinkage(plain, measured));
}

const WHEN = { before: 'before', after: 'after all advice', keepingTies: 'after, ties still shown' } as const;

const round = (share: number): number => Number((share * 100).toFixed(1));

function write(report: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head, tail] = [text.slice(0, text.indexOf(BEGIN)), text.slice(text.indexOf(END))];
  writeFileSync(DOCUMENT, `${head}${BEGIN}\n\n${report}\n\n${tail}`);
}
