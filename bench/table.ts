import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../src/data-folder.ts';
import { type Figure, isMet } from './measure.ts';

const BEGIN = '<!-- measured: written by npm run bench -->';
const END = '<!-- end -->';

/** What the figures were taken on. */
export const machineFacts = (postgres: string): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
  `${process.platform}, Node ${process.versions.node}, PostgreSQL ${postgres}`;

/**
 * Writes the figures into the README of the benchmark, between its two marks, in the place of those of the same parts; figures of
 * other parts stand if they were taken on the same, each with its day.
 * @param parts all that there are, in the order of the table
 */
export async function writeTable(
  figures: readonly Figure[],
  facts: string,
  parts: readonly string[],
): Promise<void> {
  const path = join(projectFolder, 'bench', 'README.md');
  const text = await readFile(path, 'utf8');
  const [before, rest] = split(text, BEGIN);
  const [table, after] = split(rest, END);
  const day = new Date().toISOString().slice(0, 10);
  const said = `Measured on ${facts}.`;
  const measured = new Set<string>(figures.map(({ bench }) => bench));
  const standing = table
    .split('\n')
    .filter((line) => table.includes(said) && line.startsWith('| ') && !measured.has(partOf(line)));
  const lines = figures.map(
    (figure) =>
      `| ${figure.bench} | ${figure.name} | ${shownOf(figure)} | ${askedOf(figure)} | ${verdictOf(figure)} | ${day} |`,
  );
  const all = [
    said,
    '',
    '| part | figure | measured | asked | | day |',
    '| --- | --- | ---: | ---: | --- | --- |',
    ...parts.flatMap((part) => [...standing, ...lines].filter((line) => partOf(line) === part)),
  ];
  await writeFile(path, `${before}${BEGIN}\n\n${all.join('\n')}\n\n${END}${after}`);
}

const partOf = (line: string): string => line.split('|')[1]?.trim() ?? '';

function split(text: string, at: string): [string, string] {
  const found = text.indexOf(at);
  if (found < 0) throw new Error(`bench/README.md has no line ${at}`);
  return [text.slice(0, found), text.slice(found + at.length)];
}

const written = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });

const shownOf = ({ value, unit }: Figure): string => `${written(value)} ${unit}`.trim();

function askedOf({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) return `≤ ${written(atMost)} ${unit}`.trim();
  return atLeast === undefined ? '' : `≥ ${written(atLeast)} ${unit}`.trim();
}

function verdictOf(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? '' : met ? 'met' : '**short**';
}
