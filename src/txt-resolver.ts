import { Resolver } from 'node:dns/promises';
import type { TxtResolver } from './core/txt-resolver.ts';

const TIMEOUT_MS = 3000;
const TRIES = 2;

/** There is no such name, or nothing of the kind at it. */
const NOTHING: readonly string[] = ['ENOTFOUND', 'ENODATA'];

/** Asks the resolvers of the machine. */
export function createTxtResolver(): TxtResolver {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  return {
    async txt(name) {
      try {
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
      } catch (error) {
        return NOTHING.includes((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
      }
    },
  };
}
