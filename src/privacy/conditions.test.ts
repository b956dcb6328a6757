import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Conditions, failedCondition, minuteOfDay, NO_CONDITIONS } from './conditions.ts';

const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);
const noon = { actorKind: 'persona', mutual: 0, at: at('12:00:00') } as const;
const malformed = (conditions: unknown) => conditions as Conditions;

describe('conditions', () => {
  it('hold where there are none', () => {
    assert.equal(failedCondition(NO_CONDITIONS, noon), null);
    assert.equal(failedCondition({}, noon), null);
  });

  it('name the first that fails, and all must hold', () => {
    assert.equal(failedCondition({ actorKinds: ['persona'], mutual: 1 }, noon), 'mutual');
    assert.equal(failedCondition({ actorKinds: ['group'], mutual: 1 }, noon), 'actorKinds');
    assert.equal(failedCondition({ actorKinds: ['persona'], mutual: 1 }, { ...noon, mutual: 1 }), null);
  });

  it('keep hours half open', () => {
    const day: Conditions = { hours: { from: 9 * 60, until: 17 * 60 } };
    const verdict = (time: string) => failedCondition(day, { ...noon, at: at(time) });
    assert.equal(verdict('08:59:59.999'), 'hours');
    assert.equal(verdict('09:00:00'), null);
    assert.equal(verdict('16:59:59.999'), null);
    assert.equal(verdict('17:00:00'), 'hours');
  });

  it('let hours run over midnight', () => {
    const night: Conditions = { hours: { from: 22 * 60, until: 6 * 60 } };
    const verdict = (time: string) => failedCondition(night, { ...noon, at: at(time) });
    for (const time of ['22:00:00', '23:59:59.999', '00:00:00', '05:59:59.999'])
      assert.equal(verdict(time), null);
    for (const time of ['06:00:00', '12:00:00', '21:59:59.999']) assert.equal(verdict(time), 'hours');
  });

  it('take equal hours for all day, and midnight as an end', () => {
    assert.equal(failedCondition({ hours: { from: 60, until: 60 } }, noon), null);
    const evening: Conditions = { hours: { from: 18 * 60, until: 0 } };
    assert.equal(failedCondition(evening, { ...noon, at: at('23:59:59') }), null);
    assert.equal(failedCondition(evening, { ...noon, at: at('00:00:00') }), 'hours');
  });

  it('know the minute before 1970 too', () => {
    assert.equal(minuteOfDay(-1), 1439);
    assert.equal(minuteOfDay(-86_400_000) + 0, 0);
    assert.equal(minuteOfDay(60_000), 1);
  });

  it('deny a visitor where a kind is asked', () => {
    assert.equal(failedCondition({ actorKinds: ['persona'] }, { ...noon, actorKind: null }), 'actorKinds');
  });

  it('deny what this build does not know', () => {
    assert.equal(failedCondition(malformed({ moon: 'full' }), noon), 'moon');
    assert.equal(failedCondition(malformed({ mutual: 0, moon: 'full' }), noon), 'moon');
  });

  for (const broken of [
    null,
    undefined,
    [],
    0,
    'hours',
    true,
    { hours: null },
    { hours: {} },
    { hours: { from: 0 } },
    { hours: { from: -1, until: 5 } },
    { hours: { from: 0, until: 1440 } },
    { hours: { from: 0.5, until: 0.5 } },
    { hours: { from: '0', until: '0' } },
    { hours: { from: Number.NaN, until: Number.NaN } },
    { mutual: null },
    { mutual: '0' },
    { mutual: -1 },
    { mutual: 0.5 },
    { actorKinds: null },
    { actorKinds: 'persona' },
    { actorKinds: { persona: true } },
    { actorKinds: [] },
    { actorKinds: undefined },
  ]) {
    it(`deny the malformed ${JSON.stringify(broken) ?? 'undefined'}`, () => {
      assert.notEqual(failedCondition(malformed(broken), noon), null);
    });
  }
});
