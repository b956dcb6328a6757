import type { ImportedAllowance, ImportedPeople, ImportedPerson } from '../../community/import/people.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import { chance } from './community.ts';
import { INTERESTS, SKILLS, sayIn } from './crowd-words.ts';
import { CUSTOMERS, EMPLOYEES, handleOf, PARTNERS } from './people.ts';

/** So many that what they let an organisation learn is more than noise. */
const MEMBERS = 2400;
const WEEKS = 6;

/** What a club member may allow, and how many of a hundred do. */
const ALLOWED: readonly (readonly [number, Omit<ImportedAllowance, 'organisation'>])[] = [
  [74, { purpose: 'sentiment-monitoring', over: 'posts' }],
  [66, { purpose: 'sentiment-monitoring', over: 'attributes' }],
  [62, { purpose: 'offer-targeting', over: 'attributes' }],
  [70, { purpose: 'aggregation', over: 'attributes' }],
  [68, { purpose: 'influence-measurement', over: 'ties' }],
  [36, { purpose: 'entity-resolution', over: 'attributes' }],
  [44, { purpose: 'model-training', over: 'posts' }],
];
/** Of those who let their ties be measured, so many of a hundred are told of by name. */
const NAMED = 20;

/** Whom the club's crowd is for, and where it speaks. */
export interface CrowdOf {
  readonly organisation: ActorId;
  readonly spaces: readonly ActorId[];
  /** Nothing is said after it. */
  readonly now: Instant;
}

/**
 * The club's members, made in bulk: names put together from those of the sample, what they show, whom they know, what they say
 * in six weeks, and what each of them lets the organisation do. One in five lets nothing.
 */
export function crowd({ organisation, spaces, now }: CrowdOf): ImportedPeople {
  const random = chance(2400);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const sample = [...EMPLOYEES, ...PARTNERS, ...CUSTOMERS];
  const names = crossed(sample.map(({ name }) => name)).slice(0, MEMBERS);
  const people = names.map((name, n): ImportedPerson => {
    const handle = handleOf(name);
    const allows = random() < 0.2 ? [] : allowances(organisation, random);
    const year = 1948 + Math.floor(random() * 60);
    const email = { kind: 'email', value: `${handle}@example.org`, to: organisation } as const;
    return {
      key: handle,
      handle,
      displayName: name,
      attributes: [
        { kind: 'home-town', value: one(sample).town, precision: 'country', to: 'network' },
        { kind: 'birth-date', value: `${year}-06-15`, precision: 'decade', to: 'network' },
        { kind: 'interest', value: one(random() < 0.5 ? INTERESTS.slice(0, 4) : INTERESTS), to: 'network' },
        ...(random() < 0.7 ? [{ kind: 'skill', value: one(SKILLS), to: 'network' } as const] : []),
        ...(allows.some(({ purpose }) => purpose === 'entity-resolution') ? [email] : []),
      ],
      allows,
      posts: posts(spaces[n % 20], now, random),
    };
  });
  return { people, connections: ties(names.map(handleOf), random), circles: [] };
}

/** Every given name with the family names of others, no two alike. */
function crossed(names: readonly string[]): readonly string[] {
  const parts = names.map((name) => {
    const [given = '', ...family] = name.split(' ');
    return { given, family: family.join(' ') };
  });
  const all = parts.flatMap((_, step) =>
    parts.map(({ given }, n) => `${given} ${parts[(n + step + 1) % parts.length]?.family}`),
  );
  const taken = new Set(names.map(handleOf));
  return all.filter((name) => {
    const handle = handleOf(name);
    if (taken.has(handle)) return false;
    taken.add(handle);
    return true;
  });
}

function allowances(organisation: ActorId, random: () => number): readonly ImportedAllowance[] {
  const some = ALLOWED.filter(([share]) => 100 * random() < share / 0.8).map(([, allowed]) => ({
    organisation,
    ...allowed,
  }));
  const ties = some.find(({ over }) => over === 'ties');
  return ties === undefined || 100 * random() >= NAMED ? some : [...some, { ...ties, named: true }];
}

/** One or two posts in seven weeks of ten, the newest some minutes ago; every other one in the space that is theirs, if any. */
function posts(theirs: ActorId | undefined, now: Instant, random: () => number) {
  const week = 7 * DAY_MS;
  const said = new Map<Instant, ReturnType<typeof sayIn> & { readonly space?: ActorId }>();
  for (let weeksAgo = WEEKS - 1; weeksAgo >= 0; weeksAgo--) {
    if (random() > 0.7) continue;
    for (let n = 0; n < 1 + Math.floor(2 * random()); n++) {
      const space = random() < 0.5 ? theirs : undefined;
      const at = Math.floor(now - weeksAgo * week - random() * week);
      said.set(at, { ...sayIn(weeksAgo, random), ...(space === undefined ? {} : { space }) });
    }
  }
  return [...said].map(([at, post]) => ({ at, ...post }));
}

/** Neighbours in groups of forty, of whom a few know many. */
function ties(handles: readonly string[], random: () => number): readonly (readonly [string, string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  const tie = (a: number, b: number) => {
    const [one, other] = [handles[Math.min(a, b)], handles[Math.max(a, b)]];
    if (a !== b && one !== undefined && other !== undefined) pairs.set(`${one} ${other}`, [one, other]);
  };
  for (let n = 0; n < handles.length; n++) {
    const group = n - (n % 40);
    const friends = n % 40 < 3 ? 20 : 3;
    for (let k = 0; k < friends; k++) tie(n, group + Math.floor(40 * random()));
    if (n % 5 === 0) tie(n, Math.floor(handles.length * random()));
  }
  return [...pairs.values()];
}
