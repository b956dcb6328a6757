import type { DemoClient } from './client.ts';
import { handleOf, type SamplePerson } from './people.ts';
import { CIRCLE_TITLES, type SamplePost } from './words.ts';

/** A member of the sample with a persona on one network. */
export interface Member {
  readonly person: SamplePerson;
  readonly email: string;
  readonly cookie: string;
  readonly id: string;
  readonly token: string;
}

/** Numbers that look like chance and are the same each time (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const PASSWORD = 'mind-your-own-beeswax';

export const emailOf = (person: SamplePerson): string => `${handleOf(person.name)}@example.org`;

/** Gives the account behind the cookie a persona on the network. */
export async function join(
  client: DemoClient,
  cookie: string,
  network: string,
  person: SamplePerson,
  as: { handle?: string; display_name?: string; naming?: string; note?: string } = {},
): Promise<Member> {
  const persona = await client.call<{ id: string }>(
    'POST',
    '/api/privacy/v1/personas',
    {
      network,
      handle: as.handle ?? handleOf(person.name),
      display_name: as.display_name ?? person.name,
      naming: as.naming ?? 'chosen',
      note: as.note ?? person.title,
    },
    { cookie },
  );
  return {
    person,
    email: emailOf(person),
    cookie,
    id: persona.id,
    token: await tokenOf(client, cookie, persona.id),
  };
}

export async function tokenOf(client: DemoClient, cookie: string, persona: string): Promise<string> {
  const body = { persona };
  const issued = await client.call<{ access_token: string }>('POST', '/api/privacy/v1/session/token', body, {
    cookie,
  });
  return issued.access_token;
}

/** Each member knows some of the others: a ring of neighbours and a few chance acquaintances. */
export async function befriend(
  client: DemoClient,
  members: readonly Member[],
  random: () => number,
): Promise<void> {
  for (const [i, member] of members.entries()) {
    const others = new Set([1, 2, 3].map((step) => members[(i + step) % members.length] as Member));
    for (let n = 0; n < 2; n++) others.add(members[Math.floor(random() * members.length)] as Member);
    others.delete(member);
    for (const other of others) await connect(client, member, other);
  }
}

async function connect(client: DemoClient, from: Member, to: Member): Promise<void> {
  const path = '/api/privacy/v1/connections';
  await client.call('POST', `${path}/requests`, { to: to.id }, { token: from.token });
  type Request = { id: string; kind: string; from: { id: string } };
  const waiting = await client.call<Request[]>('GET', `${path}/requests`, undefined, { token: to.token });
  const request = waiting.find((one) => one.kind === 'connect' && one.from.id === from.id);
  if (request !== undefined) {
    await client.call('POST', `${path}/requests/${request.id}/approve`, {}, { token: to.token });
  }
}

/** A circle of a few connections for every member; its id. */
export async function drawCircle(client: DemoClient, member: Member, i: number): Promise<string> {
  const auth = { token: member.token };
  const title = CIRCLE_TITLES[i % CIRCLE_TITLES.length] as string;
  const circle = await client.call<{ id: string }>('POST', '/api/privacy/v1/circles', { title }, auth);
  const friends = await client.call<{ id: string }[]>('GET', '/api/privacy/v1/connections', undefined, auth);
  const personas = friends.slice(0, 5).map((friend) => friend.id);
  await client.call('POST', `/api/privacy/v1/circles/${circle.id}/members`, { personas }, auth);
  return circle.id;
}

/** Says what the sample says, each post by another member, with answers by those who may give one. */
export async function talk(
  client: DemoClient,
  members: readonly Member[],
  circles: ReadonlyMap<string, string>,
  posts: readonly SamplePost[],
  random: () => number,
): Promise<void> {
  for (const [i, post] of posts.entries()) {
    const author = members[(i * 7) % members.length] as Member;
    const audience =
      post.to === 'circle' ? { kind: 'circle', circle: circles.get(author.id) } : { kind: post.to };
    const body = { status: post.text, audience };
    const said = await client.call<{ id: string }>('POST', '/api/v1/statuses', body, { token: author.token });
    for (const reply of post.replies ?? []) await answer(client, author, said.id, reply, random, members);
  }
}

async function answer(
  client: DemoClient,
  author: Member,
  to: string,
  text: string,
  random: () => number,
  members: readonly Member[],
): Promise<void> {
  type Seen = { people: { account: { id: string } }[] };
  const path = `/api/privacy/v1/who-can-see?kind=post&id=${to}`;
  const seen = await client.call<Seen>('GET', path, undefined, { token: author.token });
  const ids = new Set(seen.people.map((one) => one.account.id));
  const readers = members.filter((member) => member.id !== author.id && ids.has(member.id));
  const reader = readers[Math.floor(random() * readers.length)];
  if (reader === undefined) return;
  const auth = { token: reader.token };
  await client.call('POST', '/api/v1/statuses', { status: text, in_reply_to_id: to }, auth);
  for (const fan of readers.slice(0, Math.floor(random() * 5))) {
    await client.call('POST', `/api/v1/statuses/${to}/favourite`, {}, { token: fan.token });
  }
}

/** Puts what the member keeps into the vault, and shows some of it. */
export async function describe(client: DemoClient, { person, token }: Member): Promise<void> {
  const auth = { token };
  const keep = (kind: string, value: string): Promise<{ id: string }> =>
    client.call('POST', '/api/privacy/v1/attributes', { kind, value }, auth);
  const show = (attribute: { id: string }, precision: string, to: string): Promise<unknown> =>
    client.call(
      'PUT',
      `/api/privacy/v1/attributes/${attribute.id}/disclosure`,
      { precision, audience: { kind: to } },
      auth,
    );
  await show(await keep('job-title', person.title), 'exact', 'network');
  await show(await keep('home-town', person.town), 'country', 'network');
  await show(await keep('birth-date', person.born), 'decade', 'connections');
}
