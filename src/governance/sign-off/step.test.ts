import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type ActorId,
  DAY_MS,
  type Discipline,
  FOREVER,
  type Instant,
  type PolicyTextId,
} from '../../privacy/words.ts';
import { type Deed, EMERGENCY_MS, isEmergencyAt, type MatterEvent, matterOf, stateOf } from './matter.ts';
import { stepOf } from './step.ts';

const PEOPLE = ['ann', 'ben', 'cleo', 'dan'] as ActorId[];
const REQUIRED: readonly Discipline[] = ['legal', 'compliance'];

/** What somebody tries, and how much later. */
const attempt = fc.record({
  by: fc.constantFrom(...PEOPLE),
  discipline: fc.constantFrom<Discipline>(...REQUIRED, 'it'),
  kind: fc.oneof(
    { arbitrary: fc.constantFrom('approved', 'submitted'), weight: 10 },
    {
      arbitrary: fc.constantFrom('activated', 'scheduled', 'emergency', 'confirmed', 'lapsed', 'retired'),
      weight: 8,
    },
    { arbitrary: fc.constantFrom('changed', 'emptied', 'approved-old', 'refused', 'drifted'), weight: 2 },
  ),
  later: fc.constantFrom(1, 1, 1, 1, 1, DAY_MS, 8 * DAY_MS),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

/** Plays attempts; gives the events that were let happen. */
function play(attempts: readonly Attempt[], watch: (events: readonly MatterEvent[], at: Instant) => void) {
  const events: MatterEvent[] = [
    { kind: 'drafted', title: 'T', text: 'v1', by: 'ann' as ActorId, at: 0, n: 0 },
  ];
  let at = 0;
  for (const { by, discipline, kind, later } of attempts) {
    at += later;
    const matter = matterOf(events);
    const hash = matter.submission?.hash ?? 'none';
    const deeds: Record<Attempt['kind'], Deed> = {
      changed: { kind: 'changed', title: 'T', text: `v${matter.version + 1}` },
      emptied: { kind: 'changed', title: 'T', text: '' },
      submitted: { kind: 'submitted', hash: `${matter.version}/${at}`, required: REQUIRED, facts: at },
      approved: { kind: 'approved', discipline, hash, document: '' },
      'approved-old': { kind: 'approved', discipline, hash: `old ${hash}`, document: '' },
      refused: { kind: 'refused', discipline, reason: 'No' },
      drifted: { kind: 'drifted', hash: `${matter.version}/${at}`, facts: at },
      activated: { kind: 'activated', from: at, emergency: false, release: `r${at}` as PolicyTextId },
      scheduled: {
        kind: 'activated',
        from: at + 2 * DAY_MS,
        emergency: false,
        release: `r${at}` as PolicyTextId,
      },
      emergency: { kind: 'activated', from: at, emergency: true, release: `r${at}` as PolicyTextId },
      confirmed: { kind: 'confirmed', release: `c${at}` as PolicyTextId },
      lapsed: { kind: 'lapsed' },
      retired: { kind: 'retired', from: at },
    };
    const step = stepOf(matter, by, deeds[kind], at);
    if ('event' in step) events.push(step.event);
    watch(events, at);
  }
  return events;
}

/** An accountant of our own: what was signed by whom since the text was written, on which hash. */
function signedBefore(events: readonly MatterEvent[], n: number) {
  const begun = events.slice(0, n).findLastIndex(({ kind }) => kind === 'drafted' || kind === 'changed');
  const since = events.slice(begun, n);
  const hash = since.findLast((one) => one.kind === 'submitted' || one.kind === 'drifted') as
    | Extract<MatterEvent, { kind: 'submitted' | 'drifted' }>
    | undefined;
  const spoken = new Map<ActorId, MatterEvent>();
  for (const one of since) {
    if ((one.kind === 'approved' || one.kind === 'refused') && one.by !== null) {
      spoken.delete(one.by);
      spoken.set(one.by, one);
    }
  }
  const last = [...spoken.values()];
  const given = last.filter((one) => one.kind === 'approved' && one.hash === hash?.hash);
  return { given, refused: last.filter(({ kind }) => kind === 'refused') };
}

const writersBefore = (events: readonly MatterEvent[], n: number) =>
  events.slice(0, n).flatMap(({ kind, by }) => (kind === 'drafted' || kind === 'changed' ? [by] : []));

describe('the steps of a matter', () => {
  it('never let anything be in force that not all have signed, a writer last, or with a refusal', () => {
    const seen = { activated: 0, emergency: 0, confirmed: 0, lapsed: 0, retired: 0 };
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 5, maxLength: 40 }), (attempts) => {
        const events = play(attempts, () => {});
        for (const [n, event] of events.entries()) {
          const { given, refused } = signedBefore(events, n);
          const disciplines = new Set(given.map((one) => (one as { discipline: Discipline }).discipline));
          const writers = writersBefore(events, n);
          const last = given.at(-1)?.by ?? null;
          const byAll = REQUIRED.every((discipline) => disciplines.has(discipline));
          const isRelease = event.kind === 'activated' || event.kind === 'confirmed';
          if (isRelease) {
            assert.equal(refused.length, 0);
            assert.ok(last !== null && !writers.includes(last), 'a writer isn’t the last to sign');
          }
          if (event.kind === 'activated' && event.emergency) {
            seen.emergency++;
            const before = events
              .slice(0, n)
              .filter(({ kind }) => kind === 'activated' || kind === 'confirmed');
            const latest = before.at(-1);
            assert.ok(
              latest === undefined ||
                latest.kind === 'confirmed' ||
                !(latest as { emergency: boolean }).emergency,
              'an emergency isn’t given twice',
            );
          } else if (isRelease) {
            seen[event.kind as 'activated' | 'confirmed']++;
            assert.ok(byAll, 'all have signed');
            assert.equal(new Set(given.map(({ by }) => by)).size, given.length, 'each once');
          }
          if (event.kind === 'retired') {
            seen.retired++;
            const wasInForce = events
              .slice(0, n)
              .some((one) => one.kind === 'confirmed' || (one.kind === 'activated' && !one.emergency));
            assert.ok(byAll || !wasInForce);
          }
          if (event.kind === 'lapsed') seen.lapsed++;
        }
      }),
      { numRuns: 4000, seed: 7 },
    );
    for (const [kind, count] of Object.entries(seen)) assert.ok(count > 5, `${kind} happened ${count} times`);
  });

  it('void all that was signed when the text changes, and nothing when facts drift', () => {
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 5, maxLength: 30 }), (attempts) => {
        play(attempts, (events, at) => {
          const matter = matterOf(events);
          const last = events.at(-1);
          if (last?.kind === 'changed') assert.deepEqual(matter.signatures, []);
          if (last?.kind === 'drifted') {
            const before = matterOf(events.slice(0, -1));
            assert.deepEqual(matter.signatures, before.signatures);
            assert.deepEqual(matter.force, before.force);
            assert.equal(stateOf(matter, last.at), 'in-review');
          }
          if (matter.emergency !== null) {
            assert.equal(matter.emergency.until, matter.emergency.from + EMERGENCY_MS);
            assert.ok(!isEmergencyAt(matter, matter.emergency.until), 'it ends by itself');
          }
          if (matter.force !== null) assert.equal(matter.force.until, FOREVER);
          assert.ok(at >= (last?.at ?? 0));
        });
      }),
      { numRuns: 1000, seed: 8 },
    );
  });

  it('say why they can’t be taken', () => {
    const says = (events: MatterEvent[], by: string, deed: Deed, at = 10) => {
      const step = stepOf(matterOf(events), by as ActorId, deed, at);
      return 'says' in step ? step.says : 'may be';
    };
    const event = (n: number, by: string, deed: Deed): MatterEvent => ({
      ...deed,
      n,
      by: by as ActorId,
      at: n,
    });
    const approve = (discipline: Discipline, hash = 'h'): Deed => ({
      kind: 'approved',
      discipline,
      hash,
      document: '',
    });
    const events = [
      event(0, 'ann', { kind: 'drafted', title: 'T', text: 'v1' }),
      event(1, 'ann', { kind: 'submitted', hash: 'h', required: REQUIRED, facts: null }),
      event(2, 'ben', approve('legal')),
    ];
    assert.match(says(events, 'ann', approve('compliance')), /can’t be the last/);
    assert.match(says(events, 'ben', approve('compliance')), /one person signs once/);
    assert.match(says(events, 'cleo', approve('it')), /isn’t asked/);
    assert.match(says(events, 'cleo', approve('compliance', 'g')), /read it again/);
    assert.equal(says(events, 'cleo', approve('compliance')), 'may be');
    const now: Deed = { kind: 'activated', from: 10, emergency: false, release: 'r' as PolicyTextId };
    assert.match(says(events, 'cleo', now), /Not all/);
    const signed = [...events, event(3, 'cleo', approve('compliance'))];
    assert.equal(says(signed, 'cleo', now), 'may be');
    assert.match(says(signed, 'cleo', { ...now, from: 9 }), /past/);
    assert.match(says(signed, 'cleo', { ...now, emergency: true }), /no emergency/);
    const drifted = [...signed, event(4, 'cleo', { kind: 'drifted', hash: 'i', facts: 1 })];
    assert.match(says(drifted, 'cleo', now), /Not all/);
    const again = [
      ...drifted,
      event(5, 'ben', approve('legal', 'i')),
      event(6, 'cleo', approve('compliance', 'i')),
    ];
    assert.equal(says(again, 'cleo', now), 'may be');
  });

  describe('are refused, each for its own reason', () => {
    type Played = readonly [by: string, deed: Deed, at?: number];
    type Play = readonly Played[];
    const NOW = 10;
    const END = FOREVER;
    /** Plays deeds that are known to be let, and says of one more whether it is. */
    const asked = (...deeds: Play) => {
      const events: MatterEvent[] = [];
      const last = deeds.at(-1);
      assert.ok(last);
      for (const [by, deed, at = NOW] of deeds.slice(0, -1)) {
        const step = stepOf(matterOf(events), by as ActorId, deed, at);
        assert.ok('event' in step, 'says' in step ? `${deed.kind}: ${step.says}` : '');
        events.push(step.event);
      }
      const [by, deed, at = NOW] = last;
      const step = stepOf(matterOf(events), by as ActorId, deed, at);
      return 'says' in step ? step.says : 'may be';
    };
    const drafted: Deed = { kind: 'drafted', title: 'T', text: 'v1' };
    const changed = (text: string): Deed => ({ kind: 'changed', title: 'T', text });
    const submitted = (hash: string): Deed => ({ kind: 'submitted', hash, required: REQUIRED, facts: null });
    const approved = (discipline: Discipline, hash: string, more: { for?: ActorId } = {}): Deed => ({
      kind: 'approved',
      discipline,
      hash,
      document: '',
      ...more,
    });
    const activated = (more: { from?: number; emergency?: boolean } = {}): Deed => ({
      kind: 'activated',
      from: NOW,
      emergency: false,
      release: 'r' as PolicyTextId,
      ...more,
    });
    const confirmed: Deed = { kind: 'confirmed', release: 'c' as PolicyTextId };
    const retired = (from: number): Deed => ({ kind: 'retired', from });
    const refused: Deed = { kind: 'refused', discipline: 'legal', reason: 'No' };
    const urgent: Played = ['ben', activated({ emergency: true })];
    const signedBy = (hash: string): Play => [
      ['ann', submitted(hash)],
      ['ben', approved('legal', hash)],
      ['cleo', approved('compliance', hash)],
    ];
    const toSign: Play = [
      ['ann', drafted],
      ['ann', submitted('h')],
      ['ben', approved('legal', 'h')],
    ];
    const signed: Play = [['ann', drafted], ...signedBy('h')];
    const inForce: Play = [...signed, ['ann', activated()]];
    const emptied: Play = [...inForce, ['ann', changed('')], ...signedBy('i')];

    it('to refuse or to sign what all have signed', () => {
      assert.match(asked(...signed, ['ben', refused]), /isn’t in review/);
      assert.match(asked(...inForce, ['ben', refused]), /isn’t in review/);
      assert.match(asked(...signed, ['dan', approved('legal', 'h')]), /All have signed/);
    });

    it('to confirm what has ended, or another text', () => {
      const all: Play = [...toSign, urgent, ['cleo', approved('compliance', 'h')]];
      assert.equal(asked(...all, ['ann', confirmed, NOW + EMERGENCY_MS - 1]), 'may be');
      assert.match(asked(...all, ['ann', confirmed, NOW + EMERGENCY_MS]), /no emergency/);
      const other: Play = [...toSign, urgent, ['dan', changed('v2')], ...signedBy('i')];
      assert.match(asked(...other, ['ann', confirmed]), /Another text/);
    });

    it('to bring into force what retires something, or anything beside an emergency', () => {
      assert.match(asked(...emptied, ['ann', activated()]), /to be retired/);
      const part: Play = [...inForce, ['ann', changed('')], ['ann', submitted('i')]];
      assert.match(asked(...part, ['ben', approved('legal', 'i')], urgent), /no emergency/);
      const beside: Play = [...toSign, urgent, ['dan', changed('v2')], ...signedBy('i')];
      assert.match(asked(...beside, ['ann', activated()]), /An emergency is in force/);
      const over = NOW + EMERGENCY_MS;
      assert.equal(asked(...beside, ['ann', activated({ from: over }), over]), 'may be');
    });

    it('an emergency over what is about to come into force', () => {
      const drifted: Deed = { kind: 'drifted', hash: 'i', facts: 1 };
      const scheduled: Play = [...signed, ['ann', activated({ from: NOW + DAY_MS })], ['ann', drifted]];
      assert.match(asked(...scheduled, ['ben', approved('legal', 'i')], urgent), /about to come into force/);
      assert.match(asked(...scheduled, ['ann', changed('v2')]), /about to come into force/);
    });

    it('to retire in an emergency, in the past, twice, or with a text', () => {
      assert.equal(asked(...emptied, ['ann', retired(NOW)]), 'may be');
      assert.match(asked(...emptied, ['ann', retired(NOW - 1)]), /in the past/);
      const later: Play = [...emptied, ['ann', retired(NOW + DAY_MS)]];
      assert.match(asked(...later, ['ann', retired(NOW + 2 * DAY_MS)]), /about to come into force/);
      assert.match(asked(...later, ['ann', changed('v3')]), /about to come into force/);
      const again: Play = [...inForce, ['ann', changed('v2')], ...signedBy('i')];
      assert.match(asked(...again, ['ann', retired(NOW)]), /retired by all/);
      const inEmergency: Play = [
        ...inForce,
        ['ann', changed('v2')],
        ['ann', submitted('i')],
        ['ben', approved('legal', 'i')],
        urgent,
        ['ann', changed('')],
        ...signedBy('j'),
      ];
      assert.match(asked(...inEmergency, ['ann', retired(NOW)]), /An emergency is in force/);
    });

    it('a writer’s word by somebody else’s hand, as the last or the only one', () => {
      const byDelegate = approved('compliance', 'h', { for: 'ann' as ActorId });
      assert.match(asked(...toSign, ['dan', byDelegate]), /can’t be the last/);
      assert.equal(
        asked(...toSign, ['dan', approved('compliance', 'h', { for: 'cleo' as ActorId })]),
        'may be',
      );
      const only: Play = [
        ['ann', drafted],
        ['ann', submitted('h')],
        ['dan', byDelegate],
      ];
      assert.match(asked(...only, urgent), /who didn’t write it/);
      // Given first, it is a signature like any other.
      assert.equal(asked(...only, ['ben', approved('legal', 'h')], ['ann', activated()]), 'may be');
    });

    it('and what is refused isn’t signed, nor what a writer signed last', () => {
      const event = (n: number, by: string, deed: Deed): MatterEvent => ({
        ...deed,
        n,
        by: by as ActorId,
        at: n,
      });
      const events = [event(0, 'ann', drafted), event(1, 'ann', submitted('h'))];
      const both = [...events, event(2, 'ben', approved('legal', 'h')), event(3, 'ben', refused)];
      assert.deepEqual(matterOf(both).signatures, []);
      for (const last of [
        event(3, 'ann', approved('compliance', 'h')),
        event(3, 'dan', approved('compliance', 'h', { for: 'ann' as ActorId })),
      ]) {
        const all = [...events, event(2, 'ben', approved('legal', 'h')), last];
        assert.equal(stateOf(matterOf(all), END), 'in-review');
      }
    });
  });
});
