import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActorId } from '../../../privacy/words.ts';
import { checkPolicies } from '../check-policies.ts';
import { LIBRARY, startingText } from './library.ts';

const ACME = 'acme' as ActorId;

describe('the library of starting points', () => {
  it('has one for employees, partners and customers', () => {
    assert.deepEqual(
      LIBRARY.map(({ kind }) => kind),
      ['employee', 'partner', 'customer'],
    );
  });

  for (const point of LIBRARY)
    it(`says why, and which law it serves, of each clause for ${point.kind} networks, and compiles`, async () => {
      const text = (await startingText(point)) ?? assert.fail('it can’t be written');
      const place = { kind: point.kind, organisation: ACME, scope: 'network' } as const;
      const { clauses, boxes, errors, notes } = await checkPolicies(text, place);
      assert.deepEqual(errors, []);
      // Nothing in it has no effect, or another than it seems; "or worse" is what it says.
      assert.deepEqual(
        notes.filter(({ says }) => !says.startsWith('It goes for every more harmful label')),
        [],
      );
      assert.deepEqual(
        clauses.map(({ id, reason, law, template, fields }) => ({ id, reason, law, template, fields })),
        point.clauses.map(({ id, reason, law, template, fields }) => ({ id, reason, law, template, fields })),
      );
      for (const { id, reason, law } of point.clauses) {
        assert.ok(reason.length > 30 && law.length > 10, id);
        assert.ok(
          boxes.some(({ clause }) => clause === id),
          `${id} forbids nothing`,
        );
      }
    });
});
