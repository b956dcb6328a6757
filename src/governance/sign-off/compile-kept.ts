import { compileApart } from '../policies/apart/apart.ts';
import type { Compile, Compiled } from './compile-text.ts';

/** So many texts are kept as they compiled; beyond that the oldest goes first. */
const MOST_KEPT = 500;
const kept = new Map<string, Compiled>();

/** Compiles a text, or gives what it came to before: that hangs on nothing else. What failed is tried again. */
export const compileKept: Compile = async (text, of) => {
  const name = JSON.stringify([of.kind, of.organisation, of.scope, text]);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const compiled = await compileApart(text, of);
  if (!compiled.ok) return compiled;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(name, compiled);
  return compiled;
};
