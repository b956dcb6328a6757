import type { Page } from 'playwright-core';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';
import { openSite, type Site } from './support.ts';

/** A seat in the organisation; null is none. */
type Seat = readonly ['function' | 'discipline', string] | null;

/** The whole product with one network, one organisation on it, Orga, and people of whom some hold a seat in it. */
export interface House<Name extends string> {
  readonly site: Site;
  readonly network: TestNetwork;
  readonly organisation: string;
  readonly people: Readonly<Record<Name, TestPersona>>;
  /** What the API answers somebody. */
  call<Answer = { id: string }>(
    who: TestPersona,
    method: string,
    path: string,
    body: unknown,
    status?: number,
  ): Promise<Answer>;
  /** A page of one of them. */
  open(name: Name, path: string): Promise<Page>;
}

export async function openHouse<Name extends string>(
  seats: Readonly<Record<Name, Seat>>,
): Promise<House<Name>> {
  const site = await openSite();
  const network = await makeNetwork(site.app, { slug: 'acme' });
  const call = async <Answer = { id: string }>(
    { token }: TestPersona,
    method: string,
    path: string,
    body: unknown,
    status = 200,
  ): Promise<Answer> =>
    (await answerOf(await site.app.request(method, path, { token, body }), status)) as Answer;
  const made = { handle: 'orga', display_name: 'Orga' };
  const organisation = (await call(network.admin, 'POST', '/api/privacy/v1/organisations', made, 201)).id;
  const people = {} as Record<Name, TestPersona>;
  for (const [handle, seat] of Object.entries(seats) as [Name, Seat][]) {
    const who = await makePersona(site.app, network, handle);
    people[handle] = who;
    if (seat === null) continue;
    const [kind, name] = seat;
    const path = `/api/organisations/v1/${organisation}/seats`;
    await call(network.admin, 'POST', path, { persona: who.id, kind, name }, 201);
  }
  const open = (name: Name, path: string): Promise<Page> => openAs(site, people[name], path);
  return { site, network, organisation, people, call, open };
}

/** A page of somebody's. */
export async function openAs(site: Site, { cookie }: TestPersona, path: string): Promise<Page> {
  const page = await site.person({ cookie });
  await page.goto(path);
  return page;
}

/** Has the matter that the page shows signed by all who must, and brought into force by who wrote it. */
export async function signAll(
  { call, organisation, people }: House<'writer' | 'it' | 'legal' | 'risk'>,
  page: Page,
): Promise<void> {
  const path = `/api/organisations/v1/${organisation}/matters/${page.url().split('/').at(-1)}/steps`;
  const { hash } = await call<{ hash: string }>(people.writer, 'POST', path, { step: 'submit' });
  for (const discipline of ['it', 'legal', 'risk'] as const) {
    await call(people[discipline], 'POST', path, { step: 'approve', discipline, hash });
  }
  await call(people.writer, 'POST', path, { step: 'activate' });
}
