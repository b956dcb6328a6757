import assert from 'node:assert/strict';
import { it } from 'node:test';
import { campaignDraft, campaignIn, campaignText, planIn } from './campaign-plan.ts';

const DRAFT = { function: 'sales', text: 'An offer', most: '50', day: '2030-01-31' } as const;

it('writes a campaign as a text and reads it back', () => {
  const text = campaignText(DRAFT);
  assert.deepEqual(campaignDraft(text), DRAFT);
  const until = new Date('2030-01-31T23:59:59').toISOString();
  assert.deepEqual(campaignIn(text), { function: 'sales', text: 'An offer', most: 50, until });
});

it('reads nothing else as a campaign, and breaks on nothing', () => {
  for (const text of ['', '[]', 'null', '{', '{"function":"support","text":"x","most":2,"until":"x"}']) {
    assert.equal(campaignIn(text), null, text);
    assert.deepEqual(campaignDraft(text).text, '', text);
  }
  assert.equal(planIn('[1]'), null);
  assert.deepEqual(planIn('{"slug":"x"}'), { slug: 'x' });
  assert.match(campaignText({ ...DRAFT, day: '' }), /"until": null/);
});
