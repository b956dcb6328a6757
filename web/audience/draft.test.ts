import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Atom } from '../api/types.ts';
import {
  draftOf,
  fromJson,
  isAtLeast,
  isNobody,
  isOpenToAll,
  toggleExcept,
  toggleWho,
  toJson,
} from './draft.ts';

const network: Atom = { kind: 'network' };
const everyone: Atom = { kind: 'everyone' };
const nobody: Atom = { kind: 'nobody' };
const books: Atom = { kind: 'circle', circle: 'c1' };
const family: Atom = { kind: 'circle', circle: 'c2' };
const robin: Atom = { kind: 'persona', persona: 'p1' };

describe('an audience being put together', () => {
  it('is one atom, a union or an intersection', () => {
    assert.deepEqual(toJson(draftOf(books)), books);
    assert.deepEqual(toJson(draftOf(books, family)), { any: [books, family] });
    assert.deepEqual(toJson({ join: 'all', who: [books, network], except: [] }), { all: [books, network] });
  });

  it('says whom it leaves out', () => {
    assert.deepEqual(toJson(toggleExcept(draftOf(network), robin)), { who: network, except: [robin] });
  });

  it('is nobody while it is empty', () => {
    assert.deepEqual(toJson(draftOf()), nobody);
    assert.equal(isNobody(draftOf()), true);
    assert.equal(isNobody(draftOf(nobody)), true);
    assert.equal(isNobody(draftOf(books)), false);
  });

  it('puts a set in and takes it out', () => {
    const both = toggleWho(draftOf(books), family);
    assert.deepEqual(both.who, [books, family]);
    assert.deepEqual(toggleWho(both, books).who, [family]);
  });

  it('has everyone and nobody stand alone', () => {
    assert.deepEqual(toggleWho(draftOf(books, family), everyone).who, [everyone]);
    assert.deepEqual(toggleWho(draftOf(nobody), books).who, [books]);
    assert.equal(toggleWho({ join: 'all', who: [books], except: [] }, everyone).join, 'any');
  });

  it('never names somebody on both sides', () => {
    const without = toggleExcept(draftOf(network, robin), robin);
    assert.deepEqual(without, { join: 'any', who: [network], except: [robin] });
    assert.deepEqual(toggleWho(without, robin), { join: 'any', who: [network, robin], except: [] });
    assert.deepEqual(toggleExcept(without, robin).except, []);
  });

  it('comes back from the API as it went', () => {
    const drafts = [
      draftOf(books),
      draftOf(books, family),
      { join: 'all' as const, who: [books, network], except: [robin] },
    ];
    for (const draft of drafts) assert.deepEqual(fromJson(toJson(draft)), draft);
  });

  it('flattens parts of one, and gives up on deeper ones', () => {
    assert.deepEqual(fromJson({ any: [{ all: [books] }, family] }), draftOf(books, family));
    assert.equal(fromJson({ any: [{ all: [books, network] }, family] }), null);
  });

  it('knows when everyone may see it', () => {
    assert.equal(isOpenToAll(draftOf(everyone)), true);
    assert.equal(isOpenToAll(toggleExcept(draftOf(everyone), robin)), false);
    assert.equal(isOpenToAll(draftOf(network)), false);
  });

  it('compares with what a network asks for', () => {
    assert.equal(isAtLeast(draftOf(network), network), true);
    assert.equal(isAtLeast(draftOf(everyone), network), true);
    assert.equal(isAtLeast(draftOf(books, network), network), true);
    assert.equal(isAtLeast(draftOf(books), network), false);
    assert.equal(isAtLeast(draftOf(nobody), network), false);
    assert.equal(isAtLeast(toggleExcept(draftOf(network), robin), network), false);
    assert.equal(isAtLeast({ join: 'all', who: [network, books], except: [] }, network), false);
  });
});
