import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { NETWORK } from '../../src/privacy/audience.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { sweepPresenceChanges } from '../../src/store/presences/note.ts';
import { keepPresences } from '../../src/store/presences/presences.ts';
import { untie } from '../../src/store/ties.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  makeNetwork,
  makePersona,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const PRIVACY = '/api/privacy/v1';
const NOBODY = { kind: 'nobody' };
const ALL = { kind: 'network' };
const DAY_MS = 24 * 3600_000;

/** Who shows themselves is kept in memory by each process: whatever changes it has to be noticed at the next question. */
describe('a change of who shows themselves', () => {
  let app: TestApp;
  let network: TestNetwork;
  let ann: TestPersona;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
    ann = await person();
  });

  const person = (presence?: unknown) =>
    makePersona(app, network, `person${++count}`, presence === undefined ? {} : { presence });
  const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
    app.clock.advance(1000);
    const answer = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return (status === 204 ? undefined : await answerOf(answer, status)) as T;
  };
  const reached = async (): Promise<number> =>
    (await call<{ count: number }>(ann, 'POST', `${PRIVACY}/reach`, { audience: ALL })).count;
  /** How many more or less are reached by what happens. */
  const difference = async (happens: () => Promise<unknown>): Promise<number> => {
    const before = await reached();
    await happens();
    return (await reached()) - before;
  };

  it('is noticed when somebody joins and leaves', async () => {
    let bob: TestPersona | undefined;
    assert.equal(await difference(async () => (bob = await person())), 1);
    assert.equal(
      await difference(async () => {
        const left = await app.request('DELETE', `${PRIVACY}/personas/${bob?.id}`, {
          headers: sessionHeaders(bob?.cookie ?? ''),
        });
        assert.ok(left.ok, await left.text());
      }),
      -1,
    );
  });

  it('is noticed when somebody hides, shows themselves to some, and takes that back', async () => {
    const [bob, cid] = [await person(), await person()];
    const show = (see: unknown) => call(bob, 'PUT', `${PRIVACY}/presence`, { see });
    assert.equal(await difference(() => show(NOBODY)), -1);
    assert.equal(await difference(() => show({ kind: 'persona', persona: cid.id })), 0);
    assert.equal(await difference(() => show({ kind: 'persona', persona: ann.id })), 1);
    const [last] = await call<{ id: string }[]>(bob, 'GET', `${PRIVACY}/decisions`);
    assert.equal(await difference(() => call(bob, 'POST', `${PRIVACY}/decisions/${last?.id}/undo`)), -1);
  });

  it('is noticed when somebody is suspended, and no longer', async () => {
    const bob = await person();
    const path = `${PRIVACY}/networks/${network.slug}/suspensions/${bob.id}`;
    assert.equal(await difference(() => call(network.admin, 'PUT', path, undefined, 204)), -1);
    assert.equal(await difference(() => call(network.admin, 'DELETE', path, undefined, 204)), 1);
  });

  it('is noticed when a grant is ended', async () => {
    const bob = await person();
    const grants = await call<{ id: string; actions: string[] }[]>(
      bob,
      'GET',
      `${PRIVACY}/grants?object_kind=presence`,
    );
    const see = grants.find(({ actions }) => actions.includes('see'));
    assert.equal(await difference(() => call(bob, 'DELETE', `${PRIVACY}/grants/${see?.id}`)), -1);
  });

  it('is noticed when a grant runs out', async () => {
    const bob = await person();
    await call(bob, 'PUT', `${PRIVACY}/presence`, { see: NOBODY });
    const until = app.clock.now().getTime() + 2 * 3600_000;
    const given = {
      object: { kind: 'presence', id: bob.id },
      audience: ALL,
      actions: ['see'],
      until: new Date(until).toISOString(),
    };
    assert.equal(await difference(() => call(bob, 'POST', `${PRIVACY}/grants`, given, 201)), 1);
    assert.equal(await difference(async () => app.clock.advance(3 * 3600_000)), -1);
  });

  it('is noticed when it is committed after a later one', async () => {
    const [bob, cid] = [await person(), await person()];
    const { community } = app.deps.store;
    const id = network.id as NetworkId;
    const leave = (who: TestPersona, db: typeof community) =>
      untie(db, id, NETWORK, [who.id as ActorId], app.clock.now().getTime());
    const early = await community.startTransaction().execute();
    await leave(bob, early);
    assert.equal(await difference(() => leave(cid, community)), -1);
    assert.equal(await difference(() => early.commit().execute()), -1);
  });

  it('is noticed by another process, and by one that hasn’t looked for long', async () => {
    const bob = await person();
    const { community } = app.deps.store;
    const other = keepPresences(community);
    const isThere = async (): Promise<boolean> => {
      const roster = await other.at(network.id as NetworkId, app.clock.now().getTime());
      const number = roster.numberOf(bob.id as ActorId);
      return number !== undefined && roster.groupsOf(number).length > 0;
    };
    assert.equal(await isThere(), true);
    await call(bob, 'PUT', `${PRIVACY}/presence`, { see: NOBODY });
    assert.equal(await isThere(), false);
    await call(bob, 'PUT', `${PRIVACY}/presence`, { see: ALL });
    app.clock.advance(2 * DAY_MS);
    await sweepPresenceChanges(community, app.clock.now().getTime());
    assert.equal(await isThere(), true);
  });
});
