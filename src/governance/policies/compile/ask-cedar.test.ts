import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs';
import { type Cedar, loadCedar } from '../cedar.ts';
import type { PolicyClass } from '../schema/classes.ts';
import { askingAbout, isForbidden } from './ask-cedar.ts';

const answer = (decision: 'allow' | 'deny', errors: number): AuthorizationAnswer => ({
  type: 'success',
  response: { decision, diagnostics: { reason: [], errors: Array(errors).fill({}) } },
  warnings: [],
});

const CLASS: PolicyClass = {
  network: 'partner',
  capacity: 'support',
  action: 'see',
  purpose: 'support',
  thing: { kind: 'post' },
  label: 'public',
  conversation: 'none',
  basis: 'consent',
  hour: 9,
  ageDays: 0,
  retentionDays: Number.POSITIVE_INFINITY,
  disciplines: [],
};

describe('what Cedar answers', () => {
  it('denies where it denies, where it fails, and where anything errs', () => {
    assert.equal(isForbidden(answer('allow', 0)), false);
    assert.equal(isForbidden(answer('deny', 0)), true);
    assert.equal(isForbidden(answer('allow', 1)), true);
    assert.equal(isForbidden({ type: 'failure', errors: [], warnings: [] }), true);
  });

  it('denies where a forbid errs, which Cedar itself would skip', async () => {
    const cedar: Cedar = (await loadCedar()) ?? assert.fail('Cedar can’t be loaded');
    const json = (condition: string) => {
      const parsed = cedar.policyToJson(`forbid (principal, action, resource) when { ${condition} };`);
      return parsed.type === 'success' ? parsed.json : assert.fail(condition);
    };
    assert.equal(askingAbout(cedar, 'test', json('context.hour == 9'))(CLASS), true);
    assert.equal(askingAbout(cedar, 'test', json('context.hour == 10'))(CLASS), false);
    assert.equal(askingAbout(cedar, 'test', json('context.minute == 10'))(CLASS), true);
    assert.equal(
      askingAbout(
        cedar,
        'test',
        json('context.retentionDays + 9007199254740991 < 0 || context.hour * 9223372036854775807 < 0'),
      )(CLASS),
      true,
    );
  });
});
