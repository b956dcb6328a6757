import { readdir } from 'node:fs/promises';
import type { ImportedAttribute, ImportedCircle, ImportedPeople } from '../../../community/import/people.ts';
import { explainSystemError, OperatorError } from '../../../core/operator-error.ts';
import { attributeOf } from './features.ts';
import { type Line, personOf, quoted, readLines } from './lines.ts';

/**
 * Reads a folder of ego networks in the form of SNAP's ego-Facebook (McAuley and Leskovec, "Learning to Discover
 * Social Circles in Ego Networks", NIPS 2012). For every ego N: `N.feat` its friends, each with a 0 or 1 for every
 * line of `N.featnames`; `N.egofeat` its own; `N.edges` the friendships among its friends; `N.circles` a circle a
 * line, of friends. Whoever is a friend of two egos has the features of both files.
 * @throws OperatorError naming file and line of the first thing that is wrong
 */
export async function readEgoNetworks(folder: string): Promise<ImportedPeople> {
  const gathered: Gathered = { features: new Map(), connections: new Map(), circles: [] };
  for (const ego of await egosIn(folder)) await readEgo(folder, ego, gathered);
  return {
    people: [...gathered.features].map(([number, attributes]) => ({
      key: String(number),
      handle: `person${number}`,
      displayName: `Person ${number}`,
      attributes: [...attributes.values()],
    })),
    connections: [...gathered.connections.values()],
    circles: gathered.circles,
  };
}

interface Gathered {
  /** What each person is known by, once each. */
  readonly features: Map<number, Map<string, ImportedAttribute>>;
  /** By both numbers, the lower first. */
  readonly connections: Map<string, readonly [string, string]>;
  readonly circles: ImportedCircle[];
}

async function egosIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error) => {
    throw explainSystemError(error, `read the folder ${folder}`);
  });
  const egos = names.map((name) => /^(\d+)\.(edges|circles|feat|egofeat|featnames)$/.exec(name)?.[1]);
  const found = new Set(egos.filter((ego) => ego !== undefined).map(Number));
  if (found.size === 0) throw new OperatorError(`${folder} holds no ego network: there is no N.feat in it`);
  return [...found].sort((a, b) => a - b);
}

async function readEgo(folder: string, ego: number, into: Gathered): Promise<void> {
  const read = (kind: string) => readLines(folder, `${ego}.${kind}`);
  const [names, egoFeatures, features, edges, circles] = await Promise.all(
    ['featnames', 'egofeat', 'feat', 'edges', 'circles'].map(read),
  );
  const attributes = (names ?? []).map(attributeOf);
  readOwn(egoFeatures ?? [], ego, `${ego}.egofeat in ${folder}`, attributes, into);
  const friends = readFriends(features ?? [], ego, attributes, into);
  readEdges(edges ?? [], friends, into);
  readCircles(circles ?? [], ego, friends, into);
}

function readOwn(
  lines: readonly Line[],
  ego: number,
  file: string,
  attributes: readonly ImportedAttribute[],
  into: Gathered,
): void {
  const [line, second] = lines;
  if (line === undefined) throw new OperatorError(`${file} is empty; nothing was imported`);
  second?.wrong("expected no second line: it holds the ego's own features alone");
  addFeatures(into, ego, attributes, line.text.split(/\s+/), line);
}

function readFriends(
  lines: readonly Line[],
  ego: number,
  attributes: readonly ImportedAttribute[],
  into: Gathered,
): ReadonlySet<number> {
  const friends = new Set<number>();
  for (const line of lines) {
    const [word = '', ...flags] = line.text.split(/\s+/);
    const friend = personOf(word, line);
    if (friend === ego) line.wrong(`${ego} can't be a friend of itself`);
    if (friends.has(friend)) line.wrong(`the person ${friend} stands here twice`);
    friends.add(friend);
    addFeatures(into, friend, attributes, flags, line);
    connect(into, ego, friend);
  }
  return friends;
}

function addFeatures(
  into: Gathered,
  person: number,
  attributes: readonly ImportedAttribute[],
  flags: readonly string[],
  line: Line,
): void {
  if (flags.length !== attributes.length) {
    line.wrong(`expected ${attributes.length} features, one for each name, found ${flags.length}`);
  }
  const known = into.features.get(person) ?? new Map<string, ImportedAttribute>();
  into.features.set(person, known);
  for (const [i, flag] of flags.entries()) {
    const attribute = attributes[i];
    if (flag === '1' && attribute !== undefined) known.set(`${attribute.kind} ${attribute.value}`, attribute);
    else if (flag !== '0') line.wrong(`feature ${i + 1}: expected 0 or 1, found ${quoted(flag)}`);
  }
}

function readEdges(lines: readonly Line[], friends: ReadonlySet<number>, into: Gathered): void {
  for (const line of lines) {
    const words = line.text.split(/\s+/);
    if (words.length !== 2) line.wrong(`expected two persons' numbers, found ${words.length} words`);
    const [one, other] = words.map((word) => friendOf(word, friends, line)) as [number, number];
    if (one === other) line.wrong(`${one} can't be a friend of itself`);
    connect(into, one, other);
  }
}

function readCircles(
  lines: readonly Line[],
  ego: number,
  friends: ReadonlySet<number>,
  into: Gathered,
): void {
  const titles = new Set<string>();
  for (const line of lines) {
    const [title = '', ...words] = line.text.split(/\s+/);
    if (!/^[\p{L}\p{N}_-]{1,60}$/u.test(title))
      line.wrong(`expected a circle's name, found ${quoted(title)}`);
    if (titles.has(title)) line.wrong(`the circle ${title} stands here twice`);
    titles.add(title);
    const members = new Set<number>();
    for (const word of words) {
      const member = friendOf(word, friends, line);
      if (members.has(member)) line.wrong(`${member} is in ${title} twice`);
      members.add(member);
    }
    into.circles.push({ owner: String(ego), title, members: [...members].map(String) });
  }
}

/** A circle or a friendship in an ego's files is among its friends, who all stand in `N.feat`. */
function friendOf(word: string, friends: ReadonlySet<number>, line: Line): number {
  const person = personOf(word, line);
  if (!friends.has(person)) line.wrong(`${person} is no friend of this ego: no line of its .feat begins so`);
  return person;
}

function connect(into: Gathered, one: number, other: number): void {
  const [low, high] = one < other ? [one, other] : [other, one];
  into.connections.set(`${low} ${high}`, [String(low), String(high)]);
}
