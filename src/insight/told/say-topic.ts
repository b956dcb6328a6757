/** What was listened to, in its one form, as people say it. */
export function sayTopic(sought: unknown): string {
  const terms = Array.isArray(sought) ? sought : [];
  if (terms.length === 0) return 'anything';
  const said = terms.flatMap((term) => {
    if (!Array.isArray(term)) return [];
    const [kind, is] = term.map(String);
    if (kind === 'hashtag') return [`#${is}`];
    return kind === 'space' ? ['what is said in a space'] : [`“${wordsOf(is ?? '')}”`];
  });
  return said.join(' or ');
}

/** The words of a phrase as PostgreSQL writes it: `'broken' <-> 'lid'`. */
const wordsOf = (query: string): string =>
  [...query.matchAll(/'((?:[^']|'')*)'/g)].map(([, word = '']) => word.replaceAll("''", "'")).join(' ');
