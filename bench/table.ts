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

/** Writes the figures into the README of the benchmark, between its two marks. */
export async function writeTable(figures: readonly Figure[], facts: string): Promise<void> {
  const path = join(projectFolder, 'bench', 'README.md');
  const text = await readFile(path, 'utf8');
  const [before, rest] = split(text, BEGIN);
  const [, after] = split(rest, END);
  const day = new Date().toISOString().slice(0, 10);
  const lines = figures.map(
    (figure) =>
      `| ${figure.bench} | ${figure.name} | ${shownOf(figure)} | ${askedOf(figure)} | ${verdictOf(figure)} |`,
  );
  const table = [
    `Measured ${day} on ${facts}.`,
    '',
    '| part | figure | measured | asked | |',
    '| --- | --- | ---: | ---: | --- |',
    ...lines,
  ];
  await writeFile(path, `${before}${BEGIN}\n\n${table.join('\n')}\n\n${END}${after}`);
}

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
