/** A request made wrong, and whether it can still be right. */
export interface Bad {
  readonly what: string;
  readonly path: string;
  readonly body?: Buffer | string;
  readonly contentType?: string;
  /** Must be refused; otherwise it may also be let pass, if nothing breaks. */
  readonly mustFail: boolean;
}

const LONG = 'x'.repeat(200_000);
const OVER_LIMIT = 1024 * 1024 + 1;

/** What takes the place of a text, a number or a flag. */
const WRONG: readonly (readonly [what: string, value: unknown, mustFail: boolean])[] = [
  ['an object', { x: 1 }, true],
  ['a list of objects', [{ x: 1 }], true],
  ['NUL', 'a\u0000b', true],
  ['a lone surrogate', 'a\ud800b', true],
  ['null', null, false],
  ['a flag', true, false],
  ['a number', 1e300, false],
  ['a negative number', -1, false],
  ['an empty text', '', false],
  ['spaces', '   ', false],
  ['an emoji', '\u{1f99d}', false],
  ['a direction override', '\u202egnorw', false],
  ['200,000 letters', LONG, false],
  ['SQL', `'; drop table community.post; --`, false],
  ['a path', '../../../../etc/passwd', false],
  ['a prototype', '__proto__', false],
];

/** Ways to get the body wrong. */
export function badBodies(path: string, body: Readonly<Record<string, unknown>>): Bad[] {
  const json = (what: string, value: unknown, mustFail: boolean): Bad => ({
    what,
    path,
    body: JSON.stringify(value),
    contentType: 'application/json',
    mustFail,
  });
  const raw = (
    what: string,
    bytes: Buffer | string,
    mustFail: boolean,
    contentType = 'application/json',
  ): Bad => ({
    what,
    path,
    body: bytes,
    contentType,
    mustFail,
  });
  const all: Bad[] = [
    raw('half a JSON', '{"a":', true),
    raw(
      'broken UTF-8',
      Buffer.concat([Buffer.from('{"status":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
      true,
    ),
    raw('a type of body that is unknown', '<a/>', true, 'application/xml'),
    raw('a multipart form without a boundary', 'x', true, 'multipart/form-data'),
    raw('a form with broken UTF-8', 'status=%ff%fe', true, 'application/x-www-form-urlencoded'),
    raw('a form with NUL', 'status=a%00b', true, 'application/x-www-form-urlencoded'),
    raw('more than a mebibyte', `{"status":"${'x'.repeat(OVER_LIMIT)}"}`, true),
    json('a list', [body], true),
    json('a text', 'text', true),
    json('a number', 7, true),
    json('nothing', null, true),
    raw('a hundred lists in each other', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, true),
    raw(
      'names that end in brackets',
      'a[b[c]=1&a[]=2&a[b]=3&[]=4&__proto__[x]=1',
      false,
      'application/x-www-form-urlencoded',
    ),
    raw('a prototype', '{"__proto__":{"x":1},"constructor":{"prototype":{}}}', false),
    json('no field at all', {}, false),
  ];
  for (const [name, good] of Object.entries(body)) {
    const { [name]: _, ...rest } = body;
    all.push(json(`without ${name}`, rest, false));
    const isScalar = typeof good !== 'object';
    for (const [what, value, mustFail] of WRONG)
      all.push(
        json(
          `${name} is ${what}`,
          { ...body, [name]: value },
          mustFail && (isScalar || typeof value === 'string'),
        ),
      );
  }
  return all;
}

/** Parameters that routes read, and ways to get them wrong. */
const QUERIES = [
  'limit=-1',
  'limit=0',
  'limit=abc',
  'limit=1e400',
  'limit=99999999999999999999',
  'limit[]=1',
  'max_id=zzz',
  'min_id=zzz',
  'since_id=%27%3B--',
  'max_id[]=x&max_id[a]=y',
  'offset=-1',
  'offset=abc',
  'cursor=zzz',
  'cursor=eyJhIjoxfQ',
  'id=zzz',
  'id[]=zzz',
  'persona=zzz&kind=zzz&id=zzz&action=zzz',
  'kind=post&id=zzz',
  'kind=__proto__&id=__proto__',
  'as=zzz',
  'q=',
  `q=${'x'.repeat(5000)}`,
  'q=%27%22%3A%26%7C%21%28%29%3C-%3E*%5C',
  'type=zzz',
  'acct=%40%40%40',
  'acct=',
  'tag=',
  'network=zzz',
  'network[]=acme',
  'object_kind=zzz&object_id=zzz',
];
const MUST_FAIL_QUERIES = ['q=a%00b', 'q=%ff%fe', 'limit=%', 'max_id=%00'];

export const badQueries = (path: string): Bad[] =>
  [
    ...QUERIES.map((query) => [query, false] as const),
    ...MUST_FAIL_QUERIES.map((query) => [query, true] as const),
  ].map(([query, mustFail]) => ({
    what: `?${query.slice(0, 60)}`,
    path: `${path.split('?')[0]}?${query}`,
    mustFail,
  }));

/** What no part of a path can be, save where it is a text of one's own choice. */
const PARTS = [
  'zzz',
  '0',
  '-1',
  '%00',
  '%ff',
  '%zz',
  '..%2f..%2fetc%2fpasswd',
  '%F0%9F%A6%9D',
  'x'.repeat(3000),
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '019cbdb6-6e00-7bad-8bad-bad0bad0bad0%00',
  "';--",
  '__proto__',
];

/** What is no text at all. */
const BROKEN: ReadonlySet<string> = new Set(['%00', '%ff', '%zz']);

/** Names in paths that stand for whatever one likes. */
const TEXTS: ReadonlySet<string> = new Set([':hashtag']);

/** A route's path with something wrong in place of each name. */
export const badPaths = (route: string): Bad[] =>
  PARTS.flatMap((part) =>
    [...route.matchAll(/:\w+/g)].map(([name]) => ({
      what: `${name} is ${part.slice(0, 40)}`,
      path: route.replace(name, part).replaceAll(/:\w+/g, '019cbdb6-6e00-7bad-8bad-bad0bad0bad0'),
      mustFail: !TEXTS.has(name) || BROKEN.has(part),
    })),
  );
