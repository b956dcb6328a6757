import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Atom,
  atomOf,
  audience,
  audienceId,
  canonical,
  EVERYONE,
  type Expression,
  type Key,
  keyOf,
  keysOf,
  MOST_EXCLUDED,
  MOST_KEYS_A_TERM,
  MOST_TERMS,
  NO_ONE,
} from './audience.ts';
import { type ActorId, type CircleId, FUNCTIONS } from './words.ts';

const everyone: Atom = { kind: 'everyone' };
const nobody: Atom = { kind: 'nobody' };
const circle = (n: number): Atom => ({ kind: 'circle', circle: `c${n}` as CircleId });
const circles = (from: number, count: number): Atom[] =>
  Array.from({ length: count }, (_, i) => circle(from + i));

const id = fc.constantFrom('a', 'b', 'c');
const atom: fc.Arbitrary<Atom> = fc.oneof(
  fc.constantFrom<Atom>(everyone, nobody, { kind: 'signed-in' }, { kind: 'network' }),
  id.map((space): Atom => ({ kind: 'space', space: space as ActorId })),
  id.map((of): Atom => ({ kind: 'connections', of: of as ActorId })),
  id.map((of): Atom => ({ kind: 'followers', of: of as ActorId })),
  id.map((c): Atom => ({ kind: 'circle', circle: c as CircleId })),
  id.map((persona): Atom => ({ kind: 'persona', persona: persona as ActorId })),
  fc.tuple(id, fc.option(fc.constantFrom(...FUNCTIONS))).map(
    ([organisation, fn]): Atom => ({
      kind: 'staff',
      organisation: organisation as ActorId,
      ...(fn === null ? {} : { in: fn }),
    }),
  ),
);
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.record({ any: fc.array(tie('expression'), { maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('expression'), { maxLength: 3 }) }),
  ),
}));
const excluded = fc.array(atom, { maxLength: 3 });

/** Whether somebody who holds these keys is in, straight from the words of the expression. */
function admits(who: Expression, held: ReadonlySet<Key>): boolean {
  if ('any' in who) return who.any.some((part) => admits(part, held));
  if ('all' in who) return who.all.length > 0 && who.all.every((part) => admits(part, held));
  return who.kind === 'everyone' || (who.kind !== 'nobody' && held.has(keyOf(who)));
}

describe('the canonical form of an audience', () => {
  it('admits whom the expression admits', () => {
    fc.assert(
      fc.property(expression, excluded, fc.array(atom), (who, except, atoms) => {
        const form = audience(who, except);
        fc.pre(form !== null);
        const held = new Set(atoms.map(keyOf));
        const out = except.some((a) => a.kind === 'everyone' || (a.kind !== 'nobody' && held.has(keyOf(a))));
        const admitted =
          form.any.some((term) => term.every((k) => k === EVERYONE || held.has(k))) &&
          !form.except.some((k) => held.has(k));
        assert.equal(admitted, admits(who, held) && !out);
      }),
    );
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(expression, excluded, (who, except) => {
        const form = audience(who, except);
        fc.pre(form !== null);
        assert.deepEqual(canonical(form.any, form.except), form);
        const again: Expression = { any: form.any.map((term) => ({ all: term.map(atomOf) })) };
        assert.deepEqual(audience(again, form.except.map(atomOf)), form);
      }),
    );
  });

  it('does not depend on order or grouping', () => {
    fc.assert(
      fc.property(expression, expression, expression, fc.constantFrom('any', 'all'), (a, b, c, how) => {
        const of = (...parts: Expression[]) => (how === 'any' ? { any: parts } : { all: parts });
        const form = audience(of(a, b, c));
        assert.deepEqual(audience(of(c, a, b)), form);
        assert.deepEqual(audience(of(of(a, b), c)), form);
        assert.deepEqual(audience(of(a, of(b, c))), form);
      }),
    );
  });

  it('absorbs: A ∪ (A ∩ B) = A = A ∩ (A ∪ B), A ∪ A = A = A ∩ A', () => {
    fc.assert(
      fc.property(expression, expression, (a, b) => {
        const form = audience(a);
        fc.pre(form !== null && audience({ any: [a, b] }) !== null && audience({ all: [a, a, b] }) !== null);
        assert.deepEqual(audience({ any: [a, { all: [a, b] }] }) ?? form, form);
        assert.deepEqual(audience({ all: [a, { any: [a, b] }] }) ?? form, form);
        assert.deepEqual(audience({ any: [a, a] }) ?? form, form);
        assert.deepEqual(audience({ all: [a, a] }) ?? form, form);
      }),
    );
  });

  it('takes everyone and nobody for what they are', () => {
    fc.assert(
      fc.property(expression, (a) => {
        const form = audience(a);
        fc.pre(form !== null);
        assert.deepEqual(audience({ any: [a, nobody] }), form);
        assert.deepEqual(audience({ all: [a, everyone] }), form);
        assert.deepEqual(audience({ any: [everyone, a] }), { any: [[EVERYONE]], except: [] });
        assert.deepEqual(audience({ all: [a, nobody] }), NO_ONE);
        assert.deepEqual(audience(a, [everyone]), NO_ONE);
        assert.deepEqual(audience(a, [nobody]), form);
      }),
    );
  });

  it('grants to nobody what nobody said', () => {
    assert.deepEqual(audience({ all: [] }), NO_ONE);
    assert.deepEqual(audience({ any: [] }), NO_ONE);
    assert.deepEqual(audience({ all: [{ any: [] }] }), NO_ONE);
    assert.deepEqual(audience({ any: [{ all: [] }] }), NO_ONE);
    assert.deepEqual(canonical([[]], []), NO_ONE);
  });

  it('has equal ids exactly where the forms are equal', () => {
    fc.assert(
      fc.property(expression, excluded, expression, excluded, (a, notA, b, notB) => {
        const [x, y] = [audience(a, notA), audience(b, notB)];
        fc.pre(x !== null && y !== null);
        assert.equal(audienceId(x) === audienceId(y), JSON.stringify(x) === JSON.stringify(y));
        assert.match(audienceId(x), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
    const forms = [[['a', 'b']], [['a'], ['b']], [['a,b']]] as Key[][][];
    assert.equal(new Set(forms.map((any) => audienceId({ any, except: [] }))).size, 3);
    assert.notEqual(
      audienceId({ any: [['a' as Key]], except: ['b' as Key] }),
      audienceId({ any: [['a' as Key], ['b' as Key]], except: [] }),
    );
  });

  it('speaks of each key once', () => {
    const form = audience({ any: [{ all: [circle(1), circle(2)] }, { all: [circle(1), circle(3)] }] }, [
      circle(1),
    ]);
    assert.deepEqual(form && keysOf(form), ['circle:c1', 'circle:c2', 'circle:c3']);
  });
});

describe('the limits of an audience', () => {
  it('admits as many terms, keys and exclusions as it says, and no more', () => {
    assert.equal(audience({ any: circles(0, MOST_TERMS) })?.any.length, MOST_TERMS);
    assert.equal(audience({ any: circles(0, MOST_TERMS + 1) }), null);
    assert.equal(audience({ all: circles(0, MOST_KEYS_A_TERM) })?.any[0]?.length, MOST_KEYS_A_TERM);
    assert.equal(audience({ all: circles(0, MOST_KEYS_A_TERM + 1) }), null);
    assert.equal(audience(everyone, circles(0, MOST_EXCLUDED))?.except.length, MOST_EXCLUDED);
    assert.equal(audience(everyone, circles(0, MOST_EXCLUDED + 1)), null);
  });

  it('does not count what is said twice', () => {
    assert.equal(
      audience({ any: [...circles(0, MOST_TERMS), ...circles(0, MOST_TERMS)] })?.any.length,
      MOST_TERMS,
    );
    assert.equal(audience(everyone, [...circles(0, MOST_EXCLUDED), circle(0)])?.except.length, MOST_EXCLUDED);
  });

  it('refuses in any order what would take too long to spell out', () => {
    const wide = Array.from({ length: 9 }, (_, i) => ({ any: circles(10 * i, 10) }));
    assert.equal(audience({ all: wide }), null);
    assert.deepEqual(audience({ all: [...wide, { any: [] }] }), NO_ONE);
    assert.deepEqual(audience({ all: [{ any: [] }, ...wide] }), NO_ONE);
    let deep: Expression = circle(0);
    for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? { any: [deep] } : { all: [deep] };
    assert.equal(audience(deep), null);
  });
});

describe('keys', () => {
  it('say which atom they are of', () => {
    fc.assert(fc.property(atom, (a) => assert.deepEqual(atomOf(keyOf(a)), a)));
    assert.deepEqual(atomOf('of another build:x' as Key), nobody);
  });
});
