import { ok, type Result, refuse } from '../../core/result.ts';
import { ALL_SCOPES } from './token.ts';

/**
 * Scopes as Mastodon writes them, in one text. A finer one (`read:statuses`) is taken for its whole (`read`), and is
 * shown and granted as that: no door asks for less.
 * @returns sorted, each once; `read` where none is named
 */
export function parseScopes(text: string): Result<readonly string[]> {
  const words = text.split(/[\s+,]+/).filter((word) => word !== '');
  const known: readonly string[] = ALL_SCOPES;
  const scopes = new Set<string>();
  for (const word of words) {
    const [whole = '', ...finer] = word.split(':');
    if (!known.includes(whole) || finer.length > 1) {
      const says = `"${word.slice(0, 40)}" is no scope; there are ${known.join(', ')}`;
      return refuse({ kind: 'invalid', field: 'scopes', says });
    }
    scopes.add(whole);
  }
  return ok(scopes.size === 0 ? ['read'] : known.filter((scope) => scopes.has(scope)));
}
