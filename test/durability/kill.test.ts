import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { longVariable } from '../support/long.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type KilledServer, startKilledServer } from './killed-server.ts';
import { firstMember, type Member } from './member.ts';

/** What a post must be like after all that was acknowledged about it. */
type Fate = 'public' | 'narrowed' | 'deleted';

const KILLS = process.env[longVariable] ? 1000 : 20;
const WRITERS = 6;
const KINDS = ['both', 'app', 'database'] as const;

describe('a killed server', { timeout: KILLS * 30_000 }, () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let server: KilledServer;
  let member: Member;
  const acknowledged = new Map<string, Fate>();

  before(async () => {
    folder = await tempFolder();
    server = await startKilledServer(folder.path);
    member = await firstMember(server.url);
  });
  after(async () => {
    await server.stop();
    await folder.remove();
  });

  it(`loses no acknowledged write or withdrawal in ${KILLS} kills`, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const fresh = new Map<string, Fate>();
      const url = server.url;
      let killed = false;
      const writers = Array.from({ length: WRITERS }, async () => {
        while (!killed) await writeOne(url, fresh).catch(() => undefined);
      });
      // A server that was just started is slow at first.
      for (let waited = 0; fresh.size < 5 && waited < 500; waited++) await sleep(10);
      await sleep((kill * 7) % 20);
      await server.kill(KINDS[kill % KINDS.length] ?? 'both');
      killed = true;
      await Promise.all(writers);
      await server.start();
      for (const [id, fate] of fresh) await check(id, fate);
      for (const [id, fate] of fresh) acknowledged.set(id, fate);
    }
    const all = [...acknowledged];
    assert.ok(all.length > KILLS, `${all.length} acknowledged`);
    assert.ok(all.some(([, fate]) => fate === 'narrowed'));
    assert.ok(all.some(([, fate]) => fate === 'deleted'));
    // None of those before went missing later on.
    const step = Math.ceil(all.length / 500);
    for (const [id, fate] of all.filter((_, n) => n % step === 0)) await check(id, fate);
  });

  /** Publishes a post, and narrows or deletes some. What isn't acknowledged may have either fate, and is forgotten. */
  async function writeOne(url: string, fresh: Map<string, Fate>): Promise<void> {
    const key = Math.random().toString(36);
    const posted = await member.ask(url, 'POST', '/api/v1/statuses', { status: key, visibility: 'public' });
    if (posted.status !== 200) return;
    const { id } = posted.body as { id: string };
    const dice = Math.random();
    if (dice < 0.4) {
      fresh.set(id, 'public');
      return;
    }
    const withdrawn =
      dice < 0.7
        ? await member.ask(url, 'DELETE', `/api/v1/statuses/${id}`)
        : await member.ask(url, 'PUT', `/api/privacy/v1/posts/${id}/audience`, {
            audience: { kind: 'nobody' },
          });
    if (withdrawn.status === 200) fresh.set(id, dice < 0.7 ? 'deleted' : 'narrowed');
  }

  async function check(id: string, fate: Fate): Promise<void> {
    const path = `/api/v1/statuses/${id}`;
    const own = (await member.ask(server.url, 'GET', path)).status;
    const foreign = await member.visit(server.url, path);
    const expected = { public: [200, 200], narrowed: [200, 404], deleted: [404, 404] }[fate];
    assert.deepEqual([own, foreign], expected, `${fate} ${id}`);
  }
});
