import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Atom } from '../api/types.ts';
import { type AudiencePhrases, atomsOf, sayAudience } from './say.ts';

const names: Record<string, string> = {
  network: 'Members',
  nobody: 'Only you',
  c1: 'Book club',
  c2: 'Family',
  p1: 'Robin',
};
const phrases: AudiencePhrases = {
  language: 'en',
  atom: (atom) =>
    names[atom.kind === 'circle' ? atom.circle : atom.kind === 'persona' ? atom.persona : atom.kind] ?? '?',
  nobody: 'Only you',
  inAll: (list) => `those in ${list}`,
  except: (who, list) => `${who}, except ${list}`,
};
const books: Atom = { kind: 'circle', circle: 'c1' };
const family: Atom = { kind: 'circle', circle: 'c2' };
const robin: Atom = { kind: 'persona', persona: 'p1' };
const network: Atom = { kind: 'network' };

it('says an audience in words', () => {
  assert.equal(sayAudience({ any: [] }, phrases), 'Only you');
  assert.equal(sayAudience(books, phrases), 'Book club');
  assert.equal(sayAudience({ any: [books] }, phrases), 'Book club');
  assert.equal(sayAudience({ any: [books, family, robin] }, phrases), 'Book club, Family, or Robin');
  assert.equal(sayAudience({ all: [books, network] }, phrases), 'those in Book club and Members');
  assert.equal(sayAudience({ who: network, except: [robin] }, phrases), 'Members, except Robin');
});

it('says what the picker could not show', () => {
  const deep = { who: { any: [{ all: [books, network] }, family] }, except: [robin] };
  assert.equal(sayAudience(deep, phrases), 'those in Book club and Members or Family, except Robin');
  assert.deepEqual(atomsOf(deep), [books, network, family, robin]);
});
