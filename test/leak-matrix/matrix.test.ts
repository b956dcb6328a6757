import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { jsonOf, wireOf } from '../two-worlds/answer.ts';
import { routes } from '../two-worlds/routes.ts';
import type { OpenStream } from '../two-worlds/stream.ts';
import { STREAMS, streamAsk } from '../two-worlds/streams.ts';
import { type Step, stepsOf } from '../two-worlds/trace.ts';
import { VIEWERS, type ViewerName } from '../two-worlds/viewers.ts';
import { CANARIES, type Canary } from './canaries.ts';
import { inTurn } from './in-turn.ts';
import { type SealedWorld, sealedWorld } from './sealed-world.ts';

const viewers = Object.keys(VIEWERS) as ViewerName[];
const canaries: readonly Canary[] = Object.values(CANARIES);

/** Where somebody came to see a canary. */
interface Sighting {
  readonly viewer: ViewerName;
  readonly canary: Canary;
  readonly where: string;
}

/** Sealed by default (P1): every read surface, every kind of viewer, a canary in every private field. */
describe('no canary is seen by whom it is not for', () => {
  let sealed: SealedWorld;
  const streams = new Map<string, { viewer: ViewerName; stream: OpenStream }>();
  const seen: Sighting[] = [];
  const faults: string[] = [];
  let asked = 0;

  before(async () => {
    sealed = await sealedWorld(async (world, cast, step) => {
      for (const viewer of viewers) {
        for (const stream of STREAMS) {
          const { ask, as, name } = streamAsk(stream, viewer, cast);
          const open = () => world.open(ask, as);
          streams.set(`${viewer}, ${name}`, { viewer, stream: await step(`${viewer} opens ${name}`, open) });
        }
      }
    });
    for (const viewer of viewers) await look(viewer, 'read', 'reads', canaries);
    const kept = canaries.filter((canary) => canary.byDoing === undefined);
    for (const viewer of viewers) await look(viewer, 'write', 'writes', kept);
    for (const viewer of viewers) await look(viewer, 'read', 'reads again', kept);
    for (const [name, { viewer, stream }] of streams) {
      const sealedThen = canaries.filter((canary) => !('wasOpen' in canary));
      note(viewer, name, Buffer.from(stream.text()), sealedThen);
      await stream.close();
    }
  });

  async function look(viewer: ViewerName, phase: 'read' | 'write', pass: string, among: readonly Canary[]) {
    const { world, step } = sealed;
    const scene = sealed.scene(viewer);
    const ask = async ({ ask, as, keep }: Step) => {
      const answer = await world.ask(ask, as);
      asked++;
      if (keep !== undefined) scene.keep(keep, answer);
      const sent = JSON.stringify([ask.path, ask.body ?? null, ask.headers ?? null]);
      // What the asker says in the request may come back: that tells nothing.
      const unsaid = among.filter(({ word }) => !sent.includes(word));
      const where = `${pass}: ${ask.method} ${ask.path}`;
      note(viewer, where, wireOf(answer), unsaid);
      if (answer.status >= 400) checkError(where, answer.status, jsonOf(answer));
    };
    await step(`${viewer}, ${pass}`, async () => {
      const steps = stepsOf(phase, scene, routes);
      // Reads change nothing: so many are made side by side as there are connections.
      if (phase === 'read') await Promise.all(Array.from({ length: 8 }, () => inTurn(steps, ask)));
      else await inTurn(steps, ask);
    });
  }

  function note(viewer: ViewerName, where: string, text: Buffer, among: readonly Canary[]): void {
    const folded = text.toString('utf8').toLowerCase();
    for (const canary of among) if (folded.includes(canary.word)) seen.push({ viewer, canary, where });
  }

  function checkError(where: string, status: number, body: unknown): void {
    const { error, error_description } = (body ?? {}) as Record<string, unknown>;
    if (status >= 500 || typeof error !== 'string' || typeof error_description !== 'string')
      faults.push(`${where}: ${status} ${JSON.stringify(body)}`);
  }

  test('something was asked', () => assert.ok(asked > viewers.length * routes.size));

  test('no viewer sees what is not for them', () => {
    const leaks = seen
      .filter(({ viewer, canary }) => !(viewer in canary.sees))
      .map(({ viewer, canary, where }) => `${viewer} sees the ${canary.field} by ${where}`);
    assert.deepEqual([...new Set(leaks)], []);
  });

  for (const canary of canaries) {
    for (const [viewer, reason] of Object.entries(canary.sees)) {
      test(`${viewer} sees the ${canary.field}: ${reason}`, () => {
        assert.ok(seen.some((one) => one.viewer === viewer && one.canary === canary));
      });
    }
  }

  test('every refusal is said in words, and none is a fault of the server', () => {
    assert.deepEqual(faults, []);
  });

  test('the log has no canary', () => {
    assert.ok(sealed.lines.length >= asked, 'the log is empty');
    const leaks = sealed.lines.filter((line) =>
      canaries.some(({ word }) => line.toLowerCase().includes(word)),
    );
    assert.deepEqual(leaks, []);
  });

  test('the log has neither ids of persons nor tokens', () => {
    const secrets = Object.values(sealed.cast.people).flatMap(({ id, token }) => [id, token]);
    const leaks = sealed.lines.filter((line) => secrets.some((secret) => line.includes(secret)));
    assert.deepEqual(leaks, []);
  });
});
