import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A file of ours, and what it imports. */
export interface SourceFile {
  /** From the project's folder, such as `src/core/ids.ts`. */
  path: string;
  /** Paths of our own files, in the same form; types count too. */
  files: string[];
  /** Names of packages and of Node's modules (`node:fs`). */
  packages: string[];
  /** The text without comments. */
  code: string;
}

/** Reads every TypeScript file that one of the patterns finds. */
export function sourceFiles(...patterns: string[]): SourceFile[] {
  return globSync(patterns).sort().map(readSource);
}

function readSource(path: string): SourceFile {
  const code = withoutComments(readFileSync(path, 'utf8'));
  const names = [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  const files = names
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(path), name)));
  return { path, files, packages: names.filter((name) => !name.startsWith('.')).map(packageOf), code };
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(\/\/.*|\/\*\*?[\s\S]*?\*\/)\s*$/gm, '');
}

function packageOf(name: string): string {
  return name.startsWith('node:') ? name : name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
