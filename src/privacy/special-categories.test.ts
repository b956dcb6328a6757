import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SPECIAL_CATEGORIES, type SpecialCategory, specialCategoryOf } from './special-categories.ts';

describe('words that tell of special categories', () => {
  it('are found whole, as beginnings, in pairs, and whatever their letters', () => {
    const found: Record<string, SpecialCategory> = {
      Catholicism: 'belief',
      'church choirs': 'belief',
      'Living with DIABETES': 'health',
      'eating disorders': 'health',
      'Trade union work': 'union',
      'works council': 'union',
      'LGBTQ+ film': 'sexuality',
      'coming out': 'sexuality',
      'Black hair care': 'origin',
      'Romani music': 'origin',
      'local politics': 'politics',
      'Green Party': 'politics',
      '#GreenParty': 'politics',
      dépression: 'health',
      'trade\u00a0unions': 'union',
      'pro-choice': 'politics',
      mentalhealth: 'health',
      '#mentalhealthawareness': 'health',
      gaypride: 'sexuality',
      transrights: 'sexuality',
      blacklivesmatter: 'origin',
      myfaithstory: 'belief',
      greenparty: 'politics',
      humanrights: 'politics',
      comingout: 'sexuality',
    };
    for (const [text, category] of Object.entries(found)) {
      assert.equal(specialCategoryOf(text), category, text);
    }
    assert.deepEqual(new Set(Object.values(found)), new Set(SPECIAL_CATEGORIES));
  });

  it('are not found in what people usually like, do and speak', () => {
    const harmless = `gardens cats dogs chess cooking baking sailing football knitting TypeScript accounting Berlin Brussels
      Belgium nl en French 1990s 30–39 photography jazz hiking cycling welding marketing sales engineer teacher Acme`;
    for (const text of harmless.split(/\s+/u)) assert.equal(specialCategoryOf(text), null, text);
    for (const text of [
      'public speaking',
      'board games',
      'Sunday league',
      'unit testing',
      'transport',
      'translation',
      'painting',
      'dragonflies',
      'blackberries',
      'loveandpeace',
      'movement',
      'partyofthemonth',
    ]) {
      assert.equal(specialCategoryOf(text), null, text);
    }
  });
});
