/** What of an answer says what was asked. */
export interface AskedInWords {
  readonly what: string;
  readonly function: string | null;
  readonly purpose: string | null;
  /** In its one canonical form: JSON. */
  readonly question: string;
}

/** A question as people say it, for whoever may read the whole of it: its organisation. */
export function sayQuestion({ what, function: fn, purpose, question }: AskedInWords): string {
  const asked = JSON.parse(question) as Record<string, unknown>;
  const { count, audience, export: table, for: _for, in: _in, under, ...more } = asked;
  const capacity = [
    ...(purpose === null || purpose === fn ? [] : [`for ${plain(purpose)}`]),
    ...(fn === null ? [] : [`in ${plain(fn)}`]),
    ...(under === undefined ? [] : ['under a draft of a policy']),
  ].join(', ');
  const ending = capacity === '' ? '' : `, ${capacity}`;
  if (what === 'contact') return `How many members let us write to them${ending}`;
  if (what === 'authors') return `How many members have posts that people could no longer read${ending}`;
  if (what === 'breach') return 'How many members a breach affects';
  if (count !== undefined) return `How many members let us use their ${OF[what] ?? plain(what)}${ending}`;
  if (Array.isArray(audience)) return `How many members are in an audience: ${conditions(audience)}${ending}`;
  if (Array.isArray(table)) {
    const [kind, ...values] = table.map(String);
    return `How many members show which ${plain(kind ?? '')}: ${values.join(', ')}, or another${ending}`;
  }
  return `${sentence(plain(what))}${details(more)}${ending}`;
}

/** What a cell of an answer is of, where the question says so; null is any other, or that it doesn't say. */
export function cellLabels({ what, question }: AskedInWords): readonly (string | null)[] {
  if (what !== 'export') return [];
  const { export: table } = JSON.parse(question) as { readonly export?: readonly string[] };
  return table?.slice(1) ?? [];
}

/** Whether it was asked under a policy that was only tried. */
export const isUnderDraft = ({ question }: AskedInWords): boolean =>
  'under' in (JSON.parse(question) as Record<string, unknown>);

const OF: Readonly<Record<string, string>> = {
  posts: 'posts',
  attributes: 'attributes',
  ties: 'connections',
};

const plain = (word: string): string => word.replaceAll('-', ' ');
const sentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const conditions = (audience: readonly unknown[]): string =>
  audience
    .flatMap((condition) => {
      if (!Array.isArray(condition)) return [];
      const [kind, ...values] = condition.map(String);
      return [`${plain(kind ?? '')} is ${values.join(' or ')}`];
    })
    .join('; ');

/** Of a kind of question that has no sentence here: all that it says, name by name. */
function details(more: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(more).map(([name, value]) => `${plain(name)} ${inWords(value)}`);
  return said.length === 0 ? '' : `: ${said.join('; ')}`;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `${plain(name)} ${inWords(inner)}`)
      .join(', ');
  }
  return String(value);
}
