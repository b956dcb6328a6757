import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SourceFile, sourceFiles } from './support/source-files.ts';

/** The one table of directions: a folder imports itself and what stands on a floor before its own. */
const floors: readonly (readonly string[])[] = [
  ['core', 'giveaway'],
  ['privacy'],
  ['store'],
  ['community', 'governance', 'insight', 'ledger'],
  ['http'],
  ['present'],
  ['mastodon', 'api', 'oauth', 'federation', 'stream'],
  ['cli', 'main'],
];

const doors = floors.find((folders) => folders.includes('mastodon')) ?? [];
const sources = sourceFiles('src/**/*.ts');
const shipped = sources.filter(({ path }) => !path.endsWith('.test.ts'));

/** `src/core/ids.ts` is of `core`; a file of `src/` itself, such as `src/server.ts`, is of `main`. */
function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : 'main';
}

function floorOf(folder: string): number {
  return floors.findIndex((folders) => folders.includes(folder));
}

/** What the web app runs as well as the server: it imports from nothing else. */
const isForDevice = (path: string): boolean =>
  ['src/giveaway/', 'src/ledger/verify/', 'src/ledger/tree/', 'src/core/canonical-json.ts'].some((part) =>
    path.startsWith(part),
  );

const impurities = (code: string): (string | false)[] => [
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandom(Bytes|UUID|Int)\b/.test(code) &&
    'reads the clock or rolls dice',
  /\bprocess\.|\bconsole\.|\bfetch\(/.test(code) && 'reaches out',
];

/** `cli` and `main` are one composition root. */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const [lower, upper] = [floorOf(to), floorOf(from)];
  return lower < upper || (lower === upper && upper === floors.length - 1);
}

function complaints(files: SourceFile[], complain: (file: SourceFile) => (string | false)[]): string[] {
  return files.flatMap((file) => complain(file).flatMap((said) => (said ? [`${file.path} ${said}`] : [])));
}

describe('boundaries', () => {
  it('has every folder on a floor', () => {
    const unknown = new Set(sources.map(({ path }) => folderOf(path)).filter((name) => floorOf(name) < 0));
    assert.deepEqual([...unknown], []);
  });

  it('imports from floors before its own alone, and no neighbour', () => {
    const ours = (path: string) => path.startsWith('src/');
    const wrong = complaints(sources, ({ path, files }) =>
      files.filter(ours).map((file) => !mayImport(folderOf(path), folderOf(file)) && `imports ${file}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('ships nothing that imports tests, and has no private door for the web app', () => {
    const leavesSrc = complaints(shipped, ({ files }) =>
      files.map((file) => !file.startsWith('src/') && `imports ${file}`),
    );
    const web = complaints(sourceFiles('web/**/*.{ts,tsx}'), ({ files }) =>
      files.map((file) => file.startsWith('src/') && !isForDevice(file) && `imports ${file}`),
    );
    assert.deepEqual([...leavesSrc, ...web], []);
  });

  it('runs on the device what needs nothing of the server, and knows no secret', () => {
    const shared = shipped.filter(({ path }) => isForDevice(path));
    assert.notEqual(shared.length, 0);
    const wrong = complaints(shared, ({ code, files, packages }) => [
      ...files.map((file) => !isForDevice(file) && `imports ${file}`),
      ...packages.map((name) => !/^(libphonenumber-js|@noble\/)/.test(name) && `imports ${name}`),
      ...impurities(code),
      /\bBuffer\b|\bdocument\b|\bwindow\b/.test(code) && 'needs one side',
    ]);
    assert.deepEqual(wrong, []);
  });

  it('has no circle of imports', () => {
    assert.deepEqual(circles(sources), []);
  });

  it('keeps the core pure: no input, output, clock or chance', () => {
    const pure = shipped.filter(({ path }) => folderOf(path) === 'privacy');
    const wrong = complaints(pure, ({ code, packages }) => [
      ...packages.map((name) => name !== 'node:crypto' && `imports ${name}`),
      ...impurities(code),
    ]);
    assert.deepEqual(wrong, []);
  });

  it('has SQL in the store and the use cases alone', () => {
    const others = shipped.filter(({ path }) =>
      ['core', 'privacy', 'http', ...doors].includes(folderOf(path)),
    );
    const wrong = complaints(others, ({ packages }) =>
      packages.map((name) => ['kysely', 'pg'].includes(name) && `imports ${name}`),
    );
    const direct = shipped.filter(({ path }) => folderOf(path) !== 'store');
    const connects = complaints(direct, ({ packages }) => [packages.includes('pg') && 'imports pg']);
    assert.deepEqual([...wrong, ...connects], []);
  });

  it('reaches the vault from one folder alone', () => {
    const allowed = ['src/community/vault/', 'src/store/'];
    const others = shipped.filter(({ path }) => !allowed.some((folder) => path.startsWith(folder)));
    const wrong = complaints(others, ({ code }) => [
      /\bbridge\b|'vault\.|\bvault\.\w+/.test(code) && 'names the vault',
    ]);
    assert.deepEqual(wrong, []);
  });

  it('reads the environment in one file', () => {
    const wrong = complaints(shipped, ({ path, code }) => [
      path !== 'src/core/config.ts' && /\bprocess\.env\b/.test(code) && 'reads the environment',
    ]);
    assert.deepEqual(wrong, []);
  });
});

/** Every file that lies on a circle of imports is named with the circle that shows it. */
function circles(files: SourceFile[]): string[] {
  const imports = new Map(files.map((file) => [file.path, file.files]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
