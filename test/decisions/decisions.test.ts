import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { type Decision, decide } from '../../src/privacy/decide.ts';
import { AT_ONCE } from '../../src/store/visibility/at-once.ts';
import { freshDatabase } from '../support/database.ts';
import { oracle } from './oracle.ts';
import {
  factsRead,
  foundAtOnce,
  isFoundAtOnce,
  listed,
  listedBy,
  nameOf,
  reverseListed,
} from './sql-forms.ts';
import { saveWorld } from './world-database.ts';
import { factsOf } from './world-facts.ts';
import { readWorlds } from './world-file.ts';

const { store } = await freshDatabase();

const told = (decision: Decision): string =>
  decision.allowed ? `allowed by ${decision.by}` : `denied because ${decision.because}`;

let count = 0;
for (const path of globSync(join(import.meta.dirname, '*.yaml')).sort()) {
  describe(basename(path, '.yaml'), () => {
    for (const { title, world, cases } of readWorlds(path)) {
      describe(title, () => {
        before(() => saveWorld(store, world));
        count += cases.length;
        for (const { name, viewer, object, question, expected } of cases) {
          it(name, async () => {
            const allowed = expected.startsWith('allowed');
            assert.equal(
              told(decide(question, factsOf(world, viewer, object, question.at))),
              expected,
              'point check',
            );
            const opinion = oracle(world, viewer, object, question);
            assert.equal(opinion.allowed, allowed, `oracle: ${opinion.reasons}`);
            if (!allowed)
              assert.ok(opinion.reasons.includes(expected.replace('denied because ', '')), expected);

            const facts = (await factsRead(store, world, viewer, question)).get(nameOf(object));
            assert.ok(facts, 'the object was read');
            assert.equal(told(decide(question, facts)), expected, 'point check over facts that were read');
            const list = await listed(store, world, viewer, question);
            assert.equal(list.has(nameOf(object)), allowed, 'list');
            const atOnce = await listedBy(store, world, viewer, question, AT_ONCE);
            assert.equal(atOnce.has(nameOf(object)), allowed, 'list, at once');
            if (isFoundAtOnce(object.kind)) {
              const found = await foundAtOnce(store, world, viewer, question);
              assert.equal(found.has(nameOf(object)), allowed, 'of its kind, at once');
            }
            if (viewer === null) return; // a reverse list is of actors
            const reverse = await reverseListed(store, world, object, question);
            assert.equal(reverse.has(viewer.id), allowed, 'reverse list');
          });
        }
      });
    }
  });
}

it('there are enough cases, each with a name of its own', () => {
  assert.ok(count >= 150, `${count} cases`);
});
