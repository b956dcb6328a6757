import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { said, shown } from '../../../test/support/shown.ts';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { ShownPersona } from '../../privacy/shown.ts';
import type { ActorId, NetworkId, ObjectId } from '../../privacy/words.ts';
import { cluesBetween } from './clues.ts';
import { newlySaid, signalsOf, strengthOf } from './signal.ts';

const speaks = (id: string, ...texts: string[]) => shown(id, { posts: texts.map((text) => said(text)) });
const shows = (kind: AttributeKind, value: string, precision: Precision = 'exact') =>
  shown(value, { attributes: [{ kind, value, precision }] });
const called = (handle: string, displayName: string, more: Partial<ShownPersona> = {}) =>
  shown(handle, { face: { handle, displayName, note: '', links: [] }, ...more });

/** What ties the two, as `kind strength: what`; `also` others have all of it. */
const between = (one: ShownPersona, other: ShownPersona, also = 0) =>
  signalsOf(cluesBetween(one, other), () => also).map(
    ({ kind, strength, what }) => `${kind} ${strength}: ${what}`,
  );

describe('phrases', () => {
  const phrase = 'quietly shipping crooked lanterns again';

  it('are the longest runs of words that both say, however they are written', () => {
    const one = speaks('a', `Here we are ${phrase}, as ever`);
    const other = speaks('b', `We’re QUIETLY shipping — crooked LANTERNS again`);
    assert.deepEqual(between(one, other), [`phrase weak: ${phrase}`]);
  });

  it('tie by habit, by length, and not where many say them', () => {
    const twice = speaks('a', phrase, `So, ${phrase}`);
    assert.deepEqual(between(twice, speaks('b', phrase, `Yes: ${phrase}`)), [`phrase strong: ${phrase}`]);
    assert.deepEqual(between(twice, speaks('b', phrase)), [`phrase weak: ${phrase}`]);
    const long = `${phrase} while nobody watches the harbour`;
    assert.deepEqual(between(speaks('a', long), speaks('b', long)), [`phrase strong: ${long}`]);
    assert.deepEqual(between(speaks('a', long), speaks('b', long), 3), [`phrase weak: ${long}`]);
    assert.deepEqual(between(speaks('a', long), speaks('b', long), 10), []);
  });

  it('say something: what is made of little words is anybody’s, and three words are', () => {
    assert.deepEqual(between(speaks('a', 'it is what it is'), speaks('b', 'it is what it is')), []);
    assert.deepEqual(
      between(speaks('a', 'crooked lanterns again'), speaks('b', 'crooked lanterns again')),
      [],
    );
  });

  it('stand in a note as well, and in no address', () => {
    const noted = called('a', 'A', { face: { handle: 'a', displayName: 'A', note: phrase, links: [] } });
    assert.deepEqual(between(noted, speaks('b', phrase)), [`phrase weak: ${phrase}`]);
    const address = 'https://example.org/quietly-shipping-crooked-lanterns';
    assert.deepEqual(
      between(speaks('a', address), speaks('b', address)).filter((one) => one.startsWith('phrase')),
      [],
    );
  });
});

describe('names and handles', () => {
  it('tie where they are the same or alike', () => {
    assert.deepEqual(between(called('ingrid_aas', 'X'), called('Ingrid.Aas87', 'Y')), [
      'handle strong: ingrid_aas',
    ]);
    assert.deepEqual(between(called('nightowl', 'X'), called('nightowls', 'Y')), ['handle weak: nightowl']);
    assert.deepEqual(between(called('nightowl', 'X'), called('lanterns', 'Y')), []);
    assert.deepEqual(between(called('q', 'Ingrid Aas'), called('w', 'ingrid AAS')), [
      'name strong: Ingrid Aas',
    ]);
    assert.deepEqual(between(called('q', 'Ingrid Aas'), called('w', 'Ingrid Berg')), ['name weak: Ingrid']);
    assert.deepEqual(between(called('q', 'J. Aas'), called('w', 'J. Berg')), []);
  });

  it('tie where one names the other', () => {
    const one = called('heron', 'Ingrid Aas', { posts: [said('I am also @nightowl, over there')] });
    assert.deepEqual(between(one, called('nightowl', 'Owl')), ['name weak: nightowl']);
    assert.deepEqual(between(called('nightowl', 'Owl'), one), ['name weak: nightowl']);
    const lone = called('heron', 'Ingrid Aas', { posts: [said('An owl called tonight')] });
    assert.deepEqual(between(lone, called('nightowl', 'Owl')), []);
  });
});

describe('links', () => {
  it('tie by the page, however it was come by, and by a site that few link to', () => {
    const page = 'https://www.hollow-oak.example/diary/7/?utm_source=x&fbclid=y';
    assert.deepEqual(between(speaks('a', page), speaks('b', 'http://hollow-oak.example/diary/7')), [
      'link strong: hollow-oak.example/diary/7',
    ]);
    assert.deepEqual(between(speaks('a', page), speaks('b', 'https://hollow-oak.example/other')), [
      'link weak: hollow-oak.example',
    ]);
    assert.deepEqual(between(speaks('a', page), speaks('b', 'https://hollow-oak.example/diary/7'), 12), []);
  });

  it('leave common sites alone, and no page of theirs', () => {
    const video = (id: string) => `https://www.youtube.com/watch?v=${id}`;
    assert.deepEqual(between(speaks('a', video('one')), speaks('b', video('two'))), []);
    assert.deepEqual(between(speaks('a', video('one')), speaks('b', video('one'))), [
      'link strong: youtube.com/watch?v=one',
    ]);
  });
});

describe('contact data', () => {
  it('ties however it is written, in words or as an attribute', () => {
    assert.deepEqual(
      between(speaks('a', 'Mail Owl@Night.example'), speaks('b', 'owl (at) night (dot) example')),
      ['contact-data certain: owl@night.example'],
    );
    assert.deepEqual(between(speaks('a', 'call +31 20 794 0800'), speaks('b', 'ring me: 020 794 0800')), [
      'contact-data certain: 207940800',
    ]);
    assert.deepEqual(between(speaks('a', 'Mail owl@night.example'), shows('email', 'owl@night.example')), [
      'contact-data certain: owl@night.example',
    ]);
  });

  it('is told once where both show it as an attribute', () => {
    const email = 'owl@night.example';
    assert.deepEqual(between(shows('email', email), shows('email', email)), [`attribute certain: ${email}`]);
  });
});

describe('attributes', () => {
  it('tie by how few show the same', () => {
    const [one, other] = [shows('job-title', 'Falconer'), shows('job-title', 'falconer')];
    assert.deepEqual(between(one, other), ['attribute strong: Falconer']);
    assert.deepEqual(between(one, other, 9), ['attribute weak: Falconer']);
    assert.deepEqual(between(one, other, 10), []);
    assert.deepEqual(between(shows('language', 'Faroese'), shows('language', 'Faroese')), [
      'attribute weak: Faroese',
    ]);
  });

  it('tie where one shows coarsely what the other shows whole', () => {
    const exact = shows('birth-date', '1987-03-04');
    assert.deepEqual(between(exact, shows('birth-date', '1987', 'year')), ['attribute weak: 1987-03-04']);
    assert.deepEqual(between(shows('birth-date', '1980s', 'decade'), exact), ['attribute weak: 1980s']);
    assert.deepEqual(between(exact, shows('birth-date', '1988', 'year')), []);
    assert.deepEqual(between(exact, shows('birth-date', '30–39', 'age-band')), []);
  });
});

describe('contacts', () => {
  const people = (...names: string[]) =>
    names.map((name) => ({ id: name as ActorId, handle: name, displayName: `${name} Berg` }));

  it('tie where several are the same', () => {
    const one = shown('a', { contacts: people('u', 'v', 'w', 'x') });
    assert.deepEqual(between(one, shown('b', { contacts: people('u') })), []);
    assert.deepEqual(between(one, shown('b', { contacts: people('u', 'v') })), ['contacts weak: ']);
    assert.deepEqual(between(one, shown('b', { contacts: people('u', 'v', 'w') })), ['contacts strong: ']);
  });

  it('of two networks are told by their whole names', () => {
    const one = shown('a', { contacts: people('u', 'v', 'w') });
    const elsewhere = { network: 'another' as NetworkId };
    const renamed = people('u', 'v', 'w').map((contact, n) => ({ ...contact, id: `${n}` as ActorId }));
    assert.deepEqual(between(one, shown('b', { ...elsewhere, contacts: renamed })), ['contacts strong: ']);
    const given = renamed.map((contact) => ({ ...contact, displayName: 'Ingrid' }));
    assert.deepEqual(between(one, shown('b', { ...elsewhere, contacts: given })), []);
  });

  it('are each other', () => {
    const one = called('heron', 'H', { contacts: people('owl') });
    assert.deepEqual(between(one, called('owl', 'O')), ['contacts weak: owl']);
  });
});

describe('pictures', () => {
  const look = (seed: number) =>
    Array.from({ length: 64 }, (_, n) => ((n * 7 + seed * 5 + ((n * seed) % 3)) % 16).toString(16)).join('');
  const pictured = (id: string, of: string) => shown(id, { pictures: [{ post: id as ObjectId, look: of }] });

  it('tie where they look alike, unless they are plain', () => {
    const flipped = `0${look(1).slice(1)}`;
    assert.deepEqual(between(pictured('a', look(1)), pictured('b', look(1))), ['picture strong: ']);
    assert.deepEqual(between(pictured('a', look(1)), pictured('b', flipped)), ['picture strong: ']);
    assert.deepEqual(between(pictured('a', look(1)), pictured('b', look(4))), []);
    const plain = '0'.repeat(64);
    assert.deepEqual(between(pictured('a', plain), pictured('b', plain)), []);
  });
});

describe('hours', () => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  const post = (times: readonly number[]) => times.map((at, n) => said(`${n} ${at}`, at));
  /** A time of day for every day, by the multiplier of Lehmer: no two are near each other in the same way. */
  const times = (offset: number, days = 40) =>
    Array.from({ length: days }, (_, n) => {
      const minute = Number(48_271n ** BigInt(n + 1) % 2_147_483_647n) % 600;
      return n * DAY + (minute + offset) * MINUTE;
    });

  it('tie where both post in the same minutes, more often than chance has it', () => {
    const one = shown('a', { posts: post(times(0)) });
    assert.deepEqual(
      between(one, shown('b', { posts: post(times(4)) })).filter((text) => text.startsWith('hours strong')),
      ['hours strong: '],
    );
    assert.deepEqual(
      between(one, shown('b', { posts: post(times(300)) })).filter((text) => text.startsWith('hours strong')),
      [],
    );
  });

  it('say nothing of a habit of the day that every day has', () => {
    const daily = (offset: number) => Array.from({ length: 40 }, (_, n) => n * DAY + offset * MINUTE);
    const [one, other] = [shown('a', { posts: post(daily(0)) }), shown('b', { posts: post(daily(5)) })];
    assert.deepEqual(
      between(one, other).filter((text) => text.startsWith('hours strong')),
      [],
    );
  });

  it('tie weakly by a week that is alike, and not where few posts say so', () => {
    const week = (offset: number, count: number) =>
      Array.from({ length: count }, (_, n) => n * 7 * DAY + (20 * 60 + offset) * MINUTE);
    const [one, few] = [shown('a', { posts: post(week(0, 40)) }), shown('b', { posts: post(week(25, 9)) })];
    assert.deepEqual(between(one, shown('b', { posts: post(week(25, 40)) })), ['hours weak: ']);
    assert.deepEqual(between(one, few), []);
    assert.deepEqual(between(one, shown('b', { posts: post(week(600, 40)) })), []);
  });
});

describe('signals together', () => {
  const signals = (one: ShownPersona, other: ShownPersona) => signalsOf(cluesBetween(one, other), () => 0);
  const both = (id: string) =>
    called(id, id, {
      attributes: [
        { kind: 'language', value: 'Faroese', precision: 'exact' },
        { kind: 'pronouns', value: 'xe', precision: 'exact' },
        { kind: 'birth-date', value: '1987', precision: 'year' },
      ],
    });

  it('are as strong as the strongest, and three weak ones as a strong one', () => {
    assert.equal(strengthOf([]), null);
    assert.equal(strengthOf(signals(shows('language', 'Faroese'), shows('language', 'Faroese'))), 'weak');
    assert.equal(strengthOf(signals(both('q'), both('w'))), 'strong');
  });

  it('are news where they weren’t there, or were weaker', () => {
    const phrase = 'quietly shipping crooked lanterns again';
    const [once, twice] = [speaks('a', phrase), speaks('a', phrase, `So, ${phrase}`)];
    const other = speaks('b', phrase, `Yes: ${phrase}`);
    assert.equal(newlySaid([], signals(once, other)).length, 1);
    assert.equal(newlySaid(signals(once, other), signals(once, other)).length, 0);
    assert.equal(newlySaid(signals(once, other), signals(twice, other)).length, 1);
  });
});
