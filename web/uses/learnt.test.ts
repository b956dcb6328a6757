import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { DataUse } from '../api/uses.ts';
import { byQuarter } from './learnt.ts';

const use = (id: string, at: string, organisation: string) =>
  ({ id, at, organisation: { id: organisation, display_name: organisation } }) as DataUse;

it('puts uses together by quarter and organisation, the latest first', () => {
  const groups = byQuarter([
    use('4', '2026-04-01T00:00:00Z', 'a'),
    use('3', '2026-03-31T23:59:59Z', 'b'),
    use('2', '2026-03-02T00:00:00Z', 'a'),
    use('1', '2026-01-01T00:00:00Z', 'b'),
  ]);
  assert.deepEqual(
    groups.map(({ quarter, organisation, uses }) => [quarter, organisation.id, uses.map(({ id }) => id)]),
    [
      ['2026-Q2', 'a', ['4']],
      ['2026-Q1', 'b', ['3', '1']],
      ['2026-Q1', 'a', ['2']],
    ],
  );
});
