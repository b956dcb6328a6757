import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Audience, canonical, EVERYONE, type Key, NETWORK, NO_ONE, SIGNED_IN } from './audience.ts';
import { holdsTerm } from './decide.ts';
import { viewerFacts } from './facts.ts';
import { holdsKey } from './holds-key.ts';
import { isWithin } from './narrower.ts';
import { type ActorId, FOREVER } from './words.ts';

const key = (text: string): Key => text as Key;
const SETS = ['circle:a', 'circle:b', 'space:s', 'staff:o', 'staff:o:support', 'connections:x'].map(key);
const KEYS: readonly Key[] = [EVERYONE, SIGNED_IN, NETWORK, ...SETS];
const of = (any: Key[][], except: Key[] = []): Audience => canonical(any, except) ?? NO_ONE;

const audiences = fc
  .tuple(
    fc.array(fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
    fc.array(fc.constantFrom(...SETS), { maxLength: 2 }),
  )
  .map(([any, except]) => of(any, except));

/** Somebody in some of the sets; whoever is on the staff in a function is on the staff. */
const viewers = fc.tuple(fc.boolean(), fc.subarray([NETWORK, ...SETS])).map(([isVisitor, held]) => {
  const keys = held.includes(key('staff:o:support')) ? [...held, key('staff:o')] : held;
  const always = [{ from: 0, until: FOREVER }];
  return isVisitor
    ? viewerFacts(null)
    : {
        ...viewerFacts({ id: 'me' as ActorId, kind: 'persona' }),
        ties: new Map(keys.map((k) => [k, always])),
      };
});

type Viewer = ReturnType<typeof viewerFacts>;

const isIn = (viewer: Viewer, { any, except }: Audience): boolean =>
  any.some((term) => holdsTerm(viewer, term, 1)) && !except.some((one) => holdsKey(viewer, one, 1));

describe('one audience within another', () => {
  it('never says so of one that somebody is in who is not in the other', () => {
    let within = 0;
    fc.assert(
      fc.property(audiences, audiences, viewers, (one, other, viewer) => {
        if (!isWithin(one, other)) return;
        within++;
        assert.ok(!isIn(viewer, one) || isIn(viewer, other));
      }),
      { numRuns: 5000 },
    );
    assert.ok(within > 500, `only ${within} were within`);
  });

  it('knows that what is for a circle is for members, and what is for members is for everybody', () => {
    const circle = of([[key('circle:a')]]);
    assert.ok(isWithin(circle, of([[NETWORK]])));
    assert.ok(isWithin(of([[NETWORK]]), of([[SIGNED_IN]])));
    assert.ok(isWithin(of([[SIGNED_IN]]), of([[EVERYONE]])));
    assert.ok(isWithin(of([[key('staff:o:support')]]), of([[key('staff:o')]])));
    assert.ok(!isWithin(of([[NETWORK]]), circle));
  });

  it('minds whom the other leaves out', () => {
    const all = of([[NETWORK]]);
    const less = of([[NETWORK]], [key('circle:a')]);
    assert.ok(isWithin(less, all));
    assert.ok(!isWithin(all, less));
    assert.ok(isWithin(less, less));
  });
});
