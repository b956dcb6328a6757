import { DAY_MS } from '../../privacy/words.ts';
import { PART_CLASSES, WHOLE } from '../influence/parts-histogram.ts';
import { TIES_CLASSES, TIES_STEP } from '../influence/ties-histogram.ts';
import { sayTopic } from './say-topic.ts';

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
  const said = BY_KIND[what]?.(asked);
  return said === undefined ? `${sentence(plain(what))}${details(more)}${ending}` : `${said}${ending}`;
}

/** Questions that have a sentence of their own, by what they ask. */
const BY_KIND: Readonly<Record<string, (asked: Record<string, unknown>) => string>> = {
  listening: (asked) => {
    const [kind, ...values] = listOf(asked.by).map(String);
    const by = kind === undefined ? '' : `, by ${plain(kind)}: ${values.join(', ')}, or another`;
    return `How many members spoke about ${sayTopic(asked.listen)}, how much, and how it sounded, ${stretchOf(asked)}${by}`;
  },
  terms: ({ terms, until }) =>
    `Which words members began to use about ${sayTopic(terms)}, in the seven days before ${dayOf(until)}`,
  influence: ({ influence, parts }) => {
    const how = `How many members have which influence, by ${MEASURED[String(influence)] ?? plain(String(influence))}`;
    return parts === undefined ? how : `${how}, in ${String(parts)} parts`;
  },
  synthetic: ({ synthetic }) => {
    const kinds = listOf(synthetic).map((one) => {
      const [kind, ...values] = listOf(one).map(String);
      return `${plain(kind ?? '')} (${values.join(', ')}, or another)`;
    });
    return `Numbers to make rows from that nobody is: ${kinds.join(' and ')}`;
  },
  resolution: ({ by }) =>
    `How many members are in a list that names people by ${listOf(by).map(String).join(' and ')}`,
  offer: () => 'How many members were shown an offer, opened it and accepted it',
};

const MEASURED: Readonly<Record<string, string>> = {
  ties: 'how many ties they have',
  pagerank: 'PageRank',
  betweenness: 'betweenness',
  communities: 'the size of their community',
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const dayOf = (instant: unknown): string => new Date(Number(instant)).toISOString().slice(0, 10);

function stretchOf({ from, step, buckets }: Record<string, unknown>): string {
  const [begin, each, many] = [Number(from), Number(step), Number(buckets)];
  const last = dayOf(begin + each * many - DAY_MS);
  if (each === DAY_MS && many === 1) return `on ${last}`;
  return `from ${dayOf(begin)} to ${last}, ${each === DAY_MS ? 'day by day' : 'week by week'}`;
}

/** What a cell of an answer's first numbers is of, where the question says so; null is any other, or that it doesn't say. */
export function cellLabels({ what, question }: AskedInWords): readonly (string | null)[] {
  const asked = JSON.parse(question) as Record<string, unknown>;
  if (what === 'export') return listOf(asked.export).slice(1).map(String);
  if (what === 'offer') return ['shown', 'opened', 'accepted'];
  if (what === 'influence') return classLabels(String(asked.influence));
  if (what !== 'listening') return [];
  const days = Array.from({ length: Number(asked.buckets) }, (_, n) =>
    dayOf(Number(asked.from) + n * Number(asked.step)),
  );
  if (asked.by === undefined) return days;
  return [...listOf(asked.by).slice(1).map(String), 'another'].flatMap((value) =>
    days.map((day) => `${value}, ${day}`),
  );
}

function classLabels(measure: string): readonly string[] {
  if (measure === 'ties') return TIES_CLASSES.map(String);
  const begins = PART_CLASSES[measure as keyof typeof PART_CLASSES] ?? [];
  return begins.map((from, n) => {
    const to = begins[n + 1];
    return to === undefined ? `${from} and more` : `${from} to ${to}`;
  });
}

/** What the first numbers of an answer are of, and in how many of them one of these is: influence is told in shares of a member, or of a part. */
export function unitOf({ what, question }: AskedInWords): {
  readonly of: 'members' | 'parts';
  readonly one: number;
} {
  if (what !== 'influence') return { of: 'members', one: 1 };
  const { influence } = JSON.parse(question) as { readonly influence?: string };
  return influence === 'ties' ? { of: 'members', one: TIES_STEP } : { of: 'parts', one: WHOLE };
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
