import { VOCABULARY } from '../schema/vocabulary.ts';
import type { Blank, Fields, Template } from './template.ts';

/** Whether it may stand in the blank. */
export function fits(blank: Blank, value: unknown): value is Fields[string] {
  if (blank.kind === 'number')
    return Number.isInteger(value) && blank.from <= Number(value) && Number(value) <= blank.to;
  const words: readonly unknown[] = VOCABULARY[blank.type];
  if (blank.kind === 'word') return words.includes(value);
  if (!Array.isArray(value) || value.length === 0 || new Set(value).size !== value.length) return false;
  return value.every((word) => words.includes(word));
}

/** As it stands in Cedar. */
export function inCedar(blank: Blank, value: Fields[string]): string {
  if (blank.kind === 'number') return String(value);
  return [value]
    .flat()
    .map((word) => `${blank.type}::${JSON.stringify(word)}`)
    .join(', ');
}

/** The template's clause with something in each blank. */
export const fillIn = (template: Template, of: (name: string, blank: Blank) => string): string =>
  Object.entries(template.blanks).reduce(
    (text, [name, blank]) => text.replaceAll(`{${name}}`, () => of(name, blank)),
    template.cedar,
  );
