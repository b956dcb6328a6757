import type { ImportedAttribute } from '../../../community/import/people.ts';
import type { AttributeKind } from '../../../privacy/disclosure.ts';
import { type Line, quoted } from './lines.ts';

/** What the first words of a feature's typed path are to us; the longest that fits counts, the rest is `other`. */
const KINDS: Readonly<Record<string, AttributeKind>> = {
  birthday: 'birth-date',
  education: 'education',
  first_name: 'name',
  middle_name: 'name',
  last_name: 'name',
  name: 'name',
  gender: 'gender',
  hometown: 'home-town',
  languages: 'language',
  location: 'address',
  'work;employer': 'employer',
  'work;position': 'job-title',
};

/** Kinds that hold one thing only, so that the value needs no word for which. */
const PLAIN: readonly AttributeKind[] = [
  'birth-date',
  'gender',
  'home-town',
  'language',
  'address',
  'employer',
  'job-title',
];

/**
 * A line of `N.featnames` as an attribute: `12 education;school;id;anonymized feature 50` is the education
 * `school: anonymized feature 50`. Values are anonymous in the files and stay as they are.
 * @param column the number that the line must bear
 */
export function attributeOf(line: Line, column: number): ImportedAttribute {
  const [, number, name] = /^(\d+) (.+)$/.exec(line.text) ?? line.wrong('expected a number and a name');
  if (Number(number) !== column) line.wrong(`expected the number ${column}, found ${quoted(number ?? '')}`);
  const parts = (name ?? '').split(';').map((part) => part.trim());
  const value = parts.pop() ?? '';
  const path = parts.filter((part) => part !== 'id');
  if (path.length === 0 || [...path, value].some((part) => !/^[\p{L}\p{N}_ .,'-]{1,100}$/u.test(part))) {
    line.wrong(`expected a path and a value with semicolons between, found ${quoted(name ?? '')}`);
  }
  const kind = KINDS[path.slice(0, 2).join(';')] ?? KINDS[path[0] ?? ''] ?? 'other';
  const words = wordsOf(kind, path).replaceAll('_', ' ');
  return { kind, value: words === '' ? value : `${words}: ${value}` };
}

/** What is to stand before the value, so that a school isn't taken for a degree. */
function wordsOf(kind: AttributeKind, path: readonly string[]): string {
  if (PLAIN.includes(kind)) return '';
  if (kind === 'education') return path.slice(1).join(' ');
  if (kind === 'name') return path[0] === 'name' ? '' : path.join(' ');
  return path.join(' ');
}
