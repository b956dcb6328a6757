import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type Child, startWaxseal } from './child.ts';
import { type Figure, rounded, type Setting } from './measure.ts';
import { tokensFor } from './tokens.ts';
import type { Worlds } from './world/world.ts';

const bench = 'files';
const MIB = 1024 ** 2;
const PIECE = new Uint8Array(64 * 1024).fill(7);

/** One file up and down, in one request each: how long it takes, and by how much the server's memory grows meanwhile. */
export async function* benchFiles(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  const server = await startWaxseal(world.url);
  try {
    const bytes = (quick ? 128 : 1024) * MIB;
    const size = quick ? '128 MiB' : '1 GiB';
    const [token = ''] = await tokensFor(world, world.viewers.few);
    const call = caller(server, token);
    // What is loaded and compiled at the first use is no part of what a larger file costs.
    await downOf(call, await upOf(call, 4 * MIB));
    await wait(2000);

    say(`files: ${size} up`);
    let made = '';
    const up = await whileWatching(server.pid, async () => {
      made = await upOf(call, bytes);
    });
    yield* figures(`upload of ${size}`, bytes, up);
    say(`files: ${size} down`);
    const down = await whileWatching(server.pid, async () => {
      const got = await downOf(call, made);
      if (got !== bytes) throw new Error(`${got} bytes came of ${bytes}`);
    });
    yield* figures(`download of ${size}`, bytes, down);
  } finally {
    await server.stop();
    await world.close();
  }
}

interface Watched {
  readonly seconds: number;
  readonly grownMiB: number;
}

function* figures(name: string, bytes: number, { seconds, grownMiB }: Watched): Generator<Figure> {
  yield { bench, name, value: rounded(bytes / MIB / seconds), unit: 'MiB/s' };
  yield { bench, name: `${name}: more memory at most`, value: rounded(grownMiB), unit: 'MiB', atMost: 50 };
}

type Call = (method: string, path: string, init?: RequestInit) => Promise<Response>;

const caller =
  ({ port }: Child, token: string): Call =>
  async (method, path, init = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`http://localhost:${port}/api/privacy/v1${path}`, {
      ...init,
      method,
      headers,
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };

const json = (body: object): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

/** Uploads so many bytes, and gives the id of the file. */
async function upOf(call: Call, bytes: number): Promise<string> {
  const begun = await call('POST', '/uploads', json({ name: 'large.bin', bytes }));
  const { id: upload } = (await begun.json()) as { id: string };
  let left = bytes;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) return controller.close();
      const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
      left -= piece.length;
      controller.enqueue(piece.slice());
    },
  });
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  await call('PATCH', `/uploads/${upload}`, { body, headers, duplex: 'half' } as RequestInit);
  const made = await call('POST', '/resources', json({ kind: 'file', title: 'large.bin', upload }));
  return ((await made.json()) as { id: string }).id;
}

/** Downloads a file, and counts its bytes. */
async function downOf(call: Call, id: string): Promise<number> {
  let count = 0;
  const { body } = await call('GET', `/resources/${id}/download`);
  for await (const piece of body ?? []) count += piece.length;
  return count;
}

/** How long it took, and by how much the process was larger at its largest than before. */
async function whileWatching(pid: number, act: () => Promise<void>): Promise<Watched> {
  const before = memoryOf(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(pid));
  }, 50);
  const start = performance.now();
  try {
    await act();
  } finally {
    clearInterval(watch);
  }
  return { seconds: (performance.now() - start) / 1000, grownMiB: most - before };
}

/** Resident memory of a process in MiB, as Linux tells it. */
function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
