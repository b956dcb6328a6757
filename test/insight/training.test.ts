import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { takePosts } from '../../src/insight/exports/training/take-posts.ts';
import type { TrainingDefinition } from '../../src/privacy/leaving.ts';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const TRAINING = `${INSIGHT}/training-data`;
const RULES = '/api/privacy/v1/processing-rules/model-training';

interface Row {
  text: string;
  language: string | null;
  month: string;
  tags: string[];
}
interface Card {
  id: string;
  rows: number;
  sha256: string;
  made_at: string;
  renew_by: string;
  delete_by: string;
  duties: string[];
  risk: { rows: number; smallest_class: number | null; unique_rows: number };
}

describe('posts to train models with', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const dayIn = (days: number) => new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const plan = (training: Partial<TrainingDefinition['training']> = {}, until = 60): TrainingDefinition => ({
    function: 'marketing',
    purpose: 'model-training',
    training: {
      for: 'A model that sorts questions',
      from: dayIn(-30),
      before: dayIn(30),
      tags: [],
      ...training,
    },
    until: dayIn(until),
  });
  const signed = async (definition: TrainingDefinition) => {
    await t.sign('export', JSON.stringify(definition));
    return definition;
  };
  const take = async (definition: object, who: TestPersona = t.sam, status = 200) => {
    const answer = await t.ask(who, 'POST', TRAINING, { organisation: t.id, definition });
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    return text;
  };
  const read = (text: string) => {
    const lines = text.trimEnd().split('\n');
    const { card, markdown } = JSON.parse(lines.pop() ?? '') as { card: Card; markdown: string };
    return { rows: lines.map((line) => JSON.parse(line) as Row), card, markdown, lines };
  };
  const textsOf = (text: string) =>
    read(text)
      .rows.map((row) => row.text)
      .sort();
  const lets = (who: TestPersona, does = true, over = ['posts']) =>
    t.call(who, 'PUT', RULES, { rules: does ? [{ audience: t.toOrga, over }] : [] });
  const say = (who: TestPersona, status: string, more: object = {}) =>
    t.call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status, visibility: 'public', ...more });
  const adult = async (given: Parameters<typeof t.person>[0] = {}) => {
    const who = await t.person(given);
    await t.show(who, 'birth-date', '1980-05-21', 'decade', t.toOrga);
    return who;
  };
  const author = async (...texts: string[]) => {
    const who = await adult();
    await lets(who);
    for (const text of texts) await say(who, text);
    return who;
  };
  const usesOf = (who: TestPersona) =>
    t.call<{ deed: string; purpose: string; grants: object[] }[]>(who, 'GET', '/api/privacy/v1/uses');

  it('are taken as it was signed to the letter, and not otherwise', async () => {
    const definition = plan({ tags: ['bread', 'tea'] });
    await take(definition, t.sam, 403);
    await t.sign(
      'export',
      JSON.stringify({ ...definition, training: { ...definition.training, tags: ['#Tea', 'bread', 'tea'] } }),
    );
    await take(definition);
    await take({ ...definition, training: { ...definition.training, tags: ['tea', '#BREAD'] } });
    for (const training of [
      { tags: [] },
      { for: 'Another model' },
      { from: dayIn(-40) },
      { before: dayIn(31) },
    ]) {
      await take({ ...definition, training: { ...definition.training, ...training } }, t.sam, 403);
    }
    await take({ ...definition, until: dayIn(50) }, t.sam, 403);
    await take({ ...definition, function: 'sales' }, t.sam, 404);
    for (const who of [await t.person(), t.network.admin, t.experts.legal]) await take(definition, who, 404);
    for (const wrong of [
      { training: { ...definition.training, before: definition.training.from } },
      { training: { ...definition.training, for: ' ' } },
      { purpose: 'mining' },
      { until: dayIn(100) },
    ]) {
      await take({ ...definition, ...wrong }, t.sam, 422);
    }
  });

  it('are picked by no hashtag that tells of Article 9, or that the network marked', async () => {
    for (const tag of ['ramadan', '#MentalHealth', 'gaypride']) await take(plan({ tags: [tag] }), t.sam, 422);
    const definition = await signed(plan({ tags: ['lamps'] }, 55));
    const dee = await author('By the light of #lamps');
    const mark = (sensitive: boolean) =>
      t.call(t.network.admin, 'PUT', `/api/privacy/v1/networks/${t.network.slug}/sensitive-tags/Lamps`, {
        sensitive,
      });
    await mark(true);
    assert.match(await take(definition, t.sam, 409), /nobody is picked or counted/);
    assert.deepEqual(await usesOf(dee), []);
    const all = await signed(plan({}, 54));
    assert.deepEqual(textsOf(await take(all)), [], 'nor is it among all posts');
    await mark(false);
    assert.deepEqual(textsOf(await take(all)), ['By the light of #lamps']);
    assert.deepEqual(textsOf(await take(definition)), ['By the light of #lamps']);
    await lets(dee, false);
  });

  it('have only posts of members who let just that, which the organisation may read (P7)', async () => {
    const definition = await signed(plan({}, 59));
    const ann = await author('The oven is warm', 'The oven is cold');
    const others = [
      await t.person(),
      await t.member({ lets: ['mining', 'aggregation', 'sentiment-monitoring'] }),
      await author(),
      await author(),
      await author(),
    ];
    for (const who of others) await say(who, `Not to be learnt by ${who.id}`);
    const [, , narrowed, blocker, withdrew] = others as [TestPersona, ...TestPersona[]] as TestPersona[];
    await lets(narrowed as TestPersona, true, ['attributes']);
    await t.call(blocker as TestPersona, 'POST', `/api/v1/accounts/${t.id}/block`);
    await lets(withdrew as TestPersona, false);
    await say(ann, 'For those connected with me', { visibility: 'private' });
    await say(ann, 'Behind a warning', { spoiler_text: 'Careful' });
    const { id } = await say(ann, 'To be deleted');
    await t.call(ann, 'DELETE', `/api/v1/statuses/${id}`);
    const text = await take(definition);
    assert.deepEqual(textsOf(text), ['The oven is cold', 'The oven is warm']);
    const [use] = await usesOf(ann);
    assert.deepEqual([use?.deed, use?.purpose, use?.grants.length], ['trained', 'model-training', 1]);
    for (const who of others) {
      assert.deepEqual(await usesOf(who), []);
      assert.ok(!text.includes(who.id));
    }
    await lets(ann, false);
    assert.deepEqual(textsOf(await take(definition)), [], 'nothing that begins after a withdrawal has it');
  });

  it('have nothing of who may be a minor', async () => {
    const definition = await signed(plan({ for: 'A model of age' }, 54));
    const unknown = await t.person();
    const child = await t.person();
    await t.show(child, 'birth-date', '2015-05-21', 'year', t.toOrga);
    for (const who of [unknown, child]) {
      await lets(who);
      await say(who, `Too young, ${who.id}`);
    }
    assert.deepEqual(textsOf(await take(definition)), []);
    for (const who of [unknown, child]) assert.deepEqual(await usesOf(who), []);
    const date = await t.show(unknown, 'birth-date', '1980-05-21', 'age-band', t.toOrga);
    assert.deepEqual(textsOf(await take(definition)), [`Too young, ${unknown.id}`]);
    await t.call(unknown, 'PUT', `/api/privacy/v1/attributes/${date}/disclosure`, {
      precision: 'age-band',
      audience: { kind: 'nobody' },
    });
    assert.deepEqual(textsOf(await take(definition)), [], 'nor of who shows it no longer');
    for (const who of [unknown, child]) await lets(who, false);
  });

  it('are of the days that were signed, and without what stands behind a warning or is passed on', async () => {
    const eve = await author('Of today');
    await say(eve, 'Not for everybody to see', { sensitive: true });
    const other = await say(await t.person(), 'Words of another');
    await t.call(eve, 'POST', `/api/v1/statuses/${other.id}/reblog`);
    const earlier = await signed(plan({ for: 'Days before', before: dayIn(0) }, 52));
    const later = await signed(plan({ for: 'Days to come', from: dayIn(1) }, 51));
    const today = await signed(plan({ for: 'Today', from: dayIn(0), before: dayIn(1) }, 50));
    assert.deepEqual(textsOf(await take(earlier)), []);
    assert.deepEqual(textsOf(await take(later)), []);
    assert.deepEqual(textsOf(await take(today)), ['Of today']);
    await lets(eve, false);
  });

  it('say nothing of who wrote them, and are about what was signed', async () => {
    const definition = await signed(plan({ tags: ['rye'] }, 58));
    const bea = await adult({ handle: 'beatrix', display_name: 'Beatrix Holm' });
    await lets(bea);
    await say(bea, 'I am Beatrix Holm, write to bea@example.org #rye #wheat');
    await say(bea, '@beatrix and https://example.org/beatrix say #RYE', { language: 'en' });
    await say(bea, 'Of something else #wheat');
    const text = await take(definition);
    assert.ok(!/beatrix|holm|bea@/i.test(text) && !text.includes(bea.id));
    const { rows } = read(text);
    assert.deepEqual(rows.map((row) => row.text).sort(), [
      'I am [author], write to [email] #rye #wheat',
      '[member] and [link] say #RYE',
    ]);
    for (const row of rows) {
      assert.deepEqual(Object.keys(row), ['text', 'language', 'month', 'tags']);
      assert.deepEqual(row.tags, ['rye'], 'other hashtags aren’t told apart');
      assert.match(row.month, /^\d{4}-\d\d$/);
    }
    await lets(bea, false);
  });

  it('come with a card that says what is in them, for what, until when, and their hash', async () => {
    const definition = await signed(plan({ for: 'Sorting | *questions*' }, 57));
    const cy = await author('One question', 'Two questions', 'Three questions');
    const { card, rows, lines, markdown } = read(await take(definition));
    assert.equal(card.rows, 3);
    assert.equal(rows.length, 3);
    const hash = createHash('sha256').update(lines.map((line) => `${line}\n`).join(''));
    assert.equal(card.sha256, hash.digest('hex'));
    assert.equal(card.delete_by.slice(0, 10), definition.until);
    assert.equal(Date.parse(card.renew_by) - Date.parse(card.made_at), 30 * DAY_MS);
    assert.equal(card.risk.rows, 3);
    assert.match(markdown, /Sorting \\\| \\\*questions\\\*/);
    assert.match(markdown, new RegExp(card.sha256));
    for (const duty of card.duties) assert.ok(markdown.includes(duty));
    const list = await t.call<{
      signed: { definition: object }[];
      files: { id: string; rows: number; sha256: string; delete_by: string }[];
    }>(t.experts.legal, 'GET', `${TRAINING}?organisation=${t.id}`);
    const [file] = list.files;
    assert.deepEqual([file?.id, file?.rows, file?.sha256], [card.id, 3, card.sha256]);
    assert.deepEqual(list.signed[0]?.definition, definition);
    await t.call(t.network.admin, 'GET', `${TRAINING}?organisation=${t.id}`, undefined, 404);
    const record = await t.call<{ activities: { deed: string; purpose: string }[] }>(
      t.experts.compliance,
      'GET',
      `/api/organisations/v1/records/${t.id}/processing`,
    );
    assert.ok(
      record.activities.some(({ deed, purpose }) => deed === 'trained' && purpose === 'model-training'),
    );
    await lets(cy, false);
  });

  it('break off where somebody withdraws or who takes them no longer may, while they are sent (P6)', async () => {
    const definition = await signed(plan({}, 56));
    const stays = await author(...Array.from({ length: 6 }, (_, n) => `Stays ${n}`));
    const goes = await author(...Array.from({ length: 6 }, (_, n) => `Goes ${n}`));
    const begin = async () => {
      t.app.clock.advance(1000);
      const taken = await takePosts(
        t.app.deps,
        await t.viewer(),
        t.id as ActorId,
        definition,
        instantOf(t.app.deps),
        2,
      );
      assert.ok(taken.ok);
      return taken.value.lines;
    };
    const lines = await begin();
    const early = [await lines.next(), await lines.next()].map(
      ({ value }) => JSON.parse(value as string) as Row,
    );
    await lets(goes, false);
    t.app.clock.advance(1000);
    const late: Row[] = [];
    let rows = -1;
    for (;;) {
      const next = await lines.next();
      if (next.done === true) {
        rows = next.value.rows;
        break;
      }
      late.push(JSON.parse(next.value) as Row);
    }
    assert.ok(late.every(({ text }) => text.startsWith('Stays')));
    assert.equal(rows, early.length + late.length);
    assert.equal(late.length + early.filter(({ text }) => text.startsWith('Stays')).length, 6);
    const again = await begin();
    await again.next();
    await again.next();
    const staff = `/api/privacy/v1/organisations/${t.id}/staff/${t.sam.id}`;
    await t.call(t.network.admin, 'PUT', staff, { functions: [] }, 204);
    await assert.rejects(async () => again.next(), /may no longer/);
    await t.call(t.network.admin, 'PUT', staff, { functions: ['marketing'] }, 204);
    await lets(stays, false);
  });

  it('have no post that a policy keeps from being mined or exported for its label', async () => {
    const definition = await signed(plan({}, 56));
    await sql`update community.network set highest_label = 'trade-secret' where id = ${t.network.id}`.execute(
      t.app.deps.store.community,
    );
    const gil = await author('For all to learn from');
    await say(gil, 'The recipe', { label: 'confidential' });
    await say(gil, 'The price', { label: 'internal' });
    assert.equal(textsOf(await take(definition)).length, 3);
    for (const [action, label, left] of [
      ['mine', 'confidential', ['For all to learn from', 'The price']],
      ['export', 'internal', ['For all to learn from']],
    ] as const) {
      await t.sign(
        'policy',
        `@id("${action}-no-${label}")
forbid (principal in Function::"marketing", action == Action::"${action}", resource is Post)
when { resource.label == Label::"${label}" };`,
      );
      assert.deepEqual(textsOf(await take(definition)), left, action);
    }
    await lets(gil, false);
  });

  it('are narrowed by policies on mining and on exports', async () => {
    const definition = await signed(plan({}, 55));
    await t.inForce(`@id("no-mining")
forbid (principal in Function::"marketing", action == Action::"export", resource)
when { context.retentionDays > 10 };`);
    await take(definition, t.sam, 409);
  });
});
