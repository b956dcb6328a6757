import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { DAY_MS } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from '../targeting.ts';
import { type BudgetJson, COUNTS } from './house.ts';

const JSON_BODY = { 'content-type': 'application/json' };

describe('an adversary who repeats', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const left = async (): Promise<number> =>
    (await t.call<BudgetJson>(t.sam, 'GET', `${INSIGHT}/budget?organisation=${t.id}`)).counts_left;
  const send = async (path: string, body?: string): Promise<string> => {
    const response = await t.app.request('POST', path, {
      token: t.sam.token,
      headers: JSON_BODY,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text;
  };
  /** Sends all, fifty at once from the very first on; gives the different answers. */
  const together = async (
    many: number,
    one: (n: number) => Promise<string>,
  ): Promise<ReadonlySet<string>> => {
    const answers = new Set<string>();
    for (let n = 0; n < many; n += 50) {
      const some = Array.from({ length: Math.min(50, many - n) }, (_, more) => one(n + more));
      for (const text of await Promise.all(some)) answers.add(text);
    }
    return answers;
  };

  it('a thousand times has one answer for one charge, however the question is written', async () => {
    const fields = Object.entries({
      organisation: t.id,
      function: 'marketing',
      purpose: 'mining',
      what: 'posts',
    });
    const written = orders(fields).flatMap((order) => {
      const text = JSON.stringify(Object.fromEntries(order));
      const [name, value] = order[0] ?? [];
      return [
        text,
        JSON.stringify(Object.fromEntries(order), null, 7),
        // One name twice, of which the last counts; and letters by their numbers.
        text.replace('{', `{${JSON.stringify(name)}:"something else",`),
        text.replaceAll('"mining"', String.raw`"\u006dining"`).replace(`"${value}"`, `"${value}" `),
      ];
    });
    assert.equal(new Set(written).size, 96);
    const before = await left();
    const answers = await together(1000, (n) => send(`${COUNTS}${n % 3 === 0 ? '/' : ''}`, written[n % 96]));
    assert.equal(answers.size, 1);
    assert.equal(await left(), before - 1);
    // What is folded nowhere is no question at all, and isn't paid for.
    const other = { organisation: t.id, function: 'Marketing', purpose: 'mining', what: 'posts' };
    await t.call(t.sam, 'POST', COUNTS, other, 422);
    await t.call(t.sam, 'POST', COUNTS, { ...other, function: 'marketing', salt: 1 }, 422);
    assert.equal(await left(), before - 1);
    const [answer] = answers;
    assert.equal(JSON.parse(answer ?? '').budget.counts_left, before - 1);
  });

  it('has the same answer of an organisation whose id is written in capitals', async () => {
    const asked = { organisation: t.id, function: 'marketing', purpose: 'aggregation', what: 'posts' };
    const first = await send(COUNTS, JSON.stringify(asked));
    const before = await left();
    const capitals = { ...asked, organisation: t.id.toUpperCase() };
    const response = await t.app.request('POST', COUNTS, { token: t.sam.token, body: capitals });
    assert.equal(await response.text(), first);
    assert.equal(await left(), before);
  });

  it('of an audience has one size, by whatever name, order, spelling or repetition', async () => {
    const save = (conditions: object) =>
      t.call<AudienceJson>(
        t.sam,
        'POST',
        `${INSIGHT}/audiences`,
        {
          organisation: t.id,
          title: `Number ${JSON.stringify(conditions).length}`,
          function: 'marketing',
          purpose: 'offer-targeting',
          conditions,
        },
        201,
      );
    const skill = { kind: 'skill', values: ['baking', 'caf\u00e9', 'deep sea'] };
    const interest = { kind: 'interest', values: ['music'] };
    // Of the answer all but the audience's own id and title.
    const sizeOf = async (id: string | undefined) => {
      const { audience, ...answer } = JSON.parse(await send(`${INSIGHT}/audiences/${id}/size`));
      return JSON.stringify([answer, audience.size, audience.conditions]);
    };
    const same = [
      [skill, interest],
      [interest, skill],
      [interest, skill, interest],
      // An accent as a letter of its own; spaces of other kinds, and more of them.
      [{ ...skill, values: ['deep \u00a0sea ', ' cafe\u0301', 'baking', 'baking'] }, interest],
      [
        { values: skill.values.toReversed(), kind: 'skill' },
        { values: ['music', ' music'], kind: 'interest' },
      ],
      // What says less than another condition says nothing.
      [skill, interest, { kind: 'interest', values: ['music', 'dance', 'film'] }],
    ];
    const ids: string[] = [];
    for (const conditions of same) ids.push((await save(conditions)).id);
    const before = await left();
    const answers = await together(300, (n) => sizeOf(ids[n % ids.length]));
    assert.equal(answers.size, 1);
    assert.equal(await left(), before - 1);
    const [answer] = answers;
    const changed = await t.call<AudienceJson>(t.sam, 'PUT', `${INSIGHT}/audiences/${ids[0]}`, {
      title: 'Anew',
      function: 'marketing',
      purpose: 'offer-targeting',
      conditions: same[3],
    });
    assert.equal(await sizeOf(changed.id), answer, 'another version asks the same');
    assert.equal(await left(), before - 1);
  });

  it('of a draft of a policy has one, by whatever name, spelling or repetition of its clauses', async () => {
    const clause = (id: string) =>
      `@id("${id}") forbid (principal, action == Action::"see", resource is Post) when { resource.label == Label::"trade-secret" };`;
    const elsewhere = `@id("sales") forbid (principal in Function::"sales", action, resource);`;
    const texts = [
      clause('secrets'),
      clause('the-same'),
      `// What leaves nothing out\n${clause('secrets').replaceAll(' ', '\n  ')}`,
      `${clause('secrets')}\n${elsewhere}`,
      `${elsewhere}\n${clause('secrets')}\n${clause('and-again')}`,
    ];
    const before = await left();
    const path = `/api/organisations/v1/${t.id}/simulations/counts`;
    const asked = { scope: 'network', function: 'marketing', purpose: 'aggregation', what: 'authors' };
    const answers = new Set<string>();
    // Two at a time: of texts only so many are looked through at once.
    for (let n = 0; n < 4 * texts.length; n += 2) {
      const two = [n, n + 1].map((one) =>
        send(path, JSON.stringify({ ...asked, text: texts[one % texts.length] })),
      );
      for (const text of await Promise.all(two)) answers.add(text);
    }
    assert.equal(await left(), before - 1);
    assert.equal(answers.size, 1);
  });

  it('of a table that leaves has one, in JSON as in CSV', async () => {
    const definition = {
      function: 'marketing',
      purpose: 'aggregation',
      attribute: 'skill',
      values: ['welding', 'caf\u00e9', 'sewing'],
      until: new Date(instantOf(t.app.deps) + 40 * DAY_MS).toISOString().slice(0, 10),
    };
    await t.sign('export', JSON.stringify(definition));
    const before = await left();
    const values = [
      ['welding', 'caf\u00e9', 'sewing'],
      ['sewing', ' welding', 'cafe\u0301', 'sewing'],
      ['caf\u00e9', 'sewing\u00a0', 'welding'],
    ];
    const written = values.flatMap((some) =>
      [definition, Object.fromEntries(Object.entries(definition).toReversed())].map((of) =>
        JSON.stringify({ definition: { ...of, values: some }, organisation: t.id }),
      ),
    );
    const tables = await together(150, (n) => send(`${INSIGHT}/exports`, written[n % written.length]));
    const sheets = await together(50, (n) => send(`${INSIGHT}/exports/csv`, written[n % written.length]));
    assert.deepEqual([tables.size, sheets.size], [1, 1]);
    assert.equal(await left(), before - 1);
  });
});

/** All orders there are. */
function orders<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((one, n) => orders(all.toSpliced(n, 1)).map((rest) => [one, ...rest]));
}
