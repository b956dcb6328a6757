import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Audience, audience, type Expression } from '../../privacy/audience.ts';
import type { ActorId } from '../../privacy/words.ts';
import { reaches, rulesSchema } from './rules.ts';

const of = (who: Expression, except: Parameters<typeof audience>[1] = []): Audience => {
  const made = audience(who, except);
  assert.ok(made);
  return made;
};

const persona = { kind: 'persona', persona: 'p' as ActorId } as const;

describe('what a network asks for', () => {
  it('is given by as much or more, and by nothing less', () => {
    const table: [Expression, boolean, boolean, boolean][] = [
      [{ kind: 'everyone' }, true, true, true],
      [{ kind: 'signed-in' }, true, true, false],
      [{ kind: 'network' }, true, false, false],
      [{ kind: 'nobody' }, false, false, false],
      [persona, false, false, false],
      [{ any: [persona, { kind: 'network' }] }, true, false, false],
      [{ all: [persona, { kind: 'network' }] }, false, false, false],
    ];
    for (const [who, network, signedIn, everyone] of table) {
      const said = of(who);
      assert.deepEqual(
        [
          reaches(said, 'network'),
          reaches(said, 'signed-in'),
          reaches(said, 'everyone'),
          reaches(said, 'nobody'),
        ],
        [network, signedIn, everyone, true],
        JSON.stringify(who),
      );
    }
  });

  it('is not given where somebody is left out', () => {
    assert.equal(reaches(of({ kind: 'everyone' }, [persona]), 'network'), false);
  });

  it('is said completely', () => {
    assert.equal(rulesSchema.parse({}).join, 'open');
    assert.equal(rulesSchema.safeParse({ join: 'domain' }).success, false);
    assert.equal(rulesSchema.safeParse({ asks: [{ kind: 'birth-date', precision: 'town' }] }).success, false);
    assert.equal(rulesSchema.safeParse({ unheard: 'of' }).success, false);
  });
});
