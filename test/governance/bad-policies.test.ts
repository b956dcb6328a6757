import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { before, describe, it } from 'node:test';
import type { TestPersona } from '../support/people.ts';
import { API, type MatterJson, NO_SENTIMENT, type SigningHouse, signingHouse } from './signing-house.ts';

const when = (condition: string): string => `forbid (principal, action, resource)\nwhen { ${condition} };`;
const repeated = (count: number, text: string): string => text.repeat(count);

/** Texts that are no policy, or more of one than anybody reads. */
const TEXTS: Readonly<Record<string, string>> = {
  'half a clause': 'forbid (principal',
  'a word that is none': 'forbid (principal, action == Action::"dance", resource);',
  JSON: '{"forbid":true}',
  'NUL in a word': when('context.purpose == Purpose::"a\\u{0}b"'),
  'an emoji': when('context.purpose == Purpose::"\u{1f99d}"'),
  'a direction override': `@id("a\u202eb") ${NO_SENTIMENT}`,
  'a prototype': when('context.__proto__ == 1'),
  'a prototype as a name': `@id("__proto__") forbid (principal, action, resource);`,
  'a constructor': when('context.purpose == constructor::"x"'),
  'a number beyond numbers': when('context.hour > 92233720368547758070'),
  arithmetic: when('context.hour * 2 > 7'),
  'one person': 'forbid (principal == Person::"ann", action, resource);',
  'a template': 'forbid (principal == ?principal, action, resource);',
  'an extension': when('ip("1.2.3.4").isInRange(ip("1.2.3.0/24"))'),
  'brackets, 500 deep': when(`${repeated(500, '(')}true${repeated(500, ')')}`),
  'lists, 20,000 deep': when(`${repeated(20_000, '[')}1${repeated(20_000, ']')}.contains(1)`),
  'a condition of 3,000 parts': when(`${repeated(3000, 'context.hour > 3 && ')}true`),
  '9,000 clauses': repeated(9000, 'forbid;'),
  'an open text': `@reason("${repeated(60_000, 'a')}`,
};
/** Of these there is no place to tell. */
const NO_TEXTS: Readonly<Record<string, unknown>> = {
  'a mebibyte': 'x'.repeat(1024 * 1024),
  '10,000 clauses': repeated(10_000, 'forbid;'),
  'half a mebibyte': `// ${'x'.repeat(512 * 1024)}\n${NO_SENTIMENT}`,
  NUL: '\u0000',
  'half a character': `// \ud800\n${NO_SENTIMENT}`,
  'a number': 1e308,
  'a list': [NO_SENTIMENT],
  nothing: null,
  'an object': { toString: 'x' },
};

describe('bad policies, from somebody with a seat', () => {
  let h: SigningHouse;
  let matter: string;
  let member: TestPersona;

  before(async () => {
    h = await signingHouse();
    member = await h.person();
    matter = (await h.inForce()).id;
  });

  /** All routes that take a text of policies. */
  const routes = (): readonly (readonly [
    method: string,
    path: string,
    body: (text: unknown) => object,
  ])[] => {
    const own = `${API}/${h.id}`;
    const counted = { function: 'marketing', purpose: 'mining', what: 'posts' };
    return [
      ['POST', `${API}/policies/check`, (text) => ({ text, kind: 'employee' })],
      ['POST', `${own}/matters`, (text) => ({ kind: 'policy', title: 'T', text })],
      ['PUT', `${own}/matters/${matter}`, (text) => ({ title: 'T', text })],
      ['POST', `${own}/simulations`, (text) => ({ text })],
      ['POST', `${own}/simulations/counts`, (text) => ({ text, ...counted })],
      ['POST', `${own}/simulations/what-if`, (text) => ({ text, action: 'see', kind: 'post' })],
    ];
  };
  const send = async (method: string, path: string, body: unknown): Promise<[number, string]> => {
    const response = await h.app.request(method, path, { token: h.author.token, body });
    return [response.status, await response.text()];
  };

  it('are refused where they are wrong, and break nothing and keep nobody waiting', async () => {
    const failed: string[] = [];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (const [name, text] of Object.entries(TEXTS)) {
      for (const [method, path, body] of routes()) {
        const [status, said] = await send(method, path, body(text));
        const checked = path.endsWith('/check');
        if (status !== (checked ? 200 : 422)) failed.push(`${method} ${path}: ${name}: ${status} ${said}`);
        const place = checked ? /"errors":\[\{"line":\d+,"column":\d+/ : /line \d+, column \d+/;
        if (!place.test(said)) failed.push(`${method} ${path}: ${name}: no place in ${said.slice(0, 200)}`);
      }
    }
    delay.disable();
    assert.deepEqual(failed, []);
    assert.ok(delay.max < 1e9, `others waited for ${delay.max / 1e6} ms`);
  });

  it('that are no texts are refused as well', async () => {
    const failed: string[] = [];
    for (const [name, text] of Object.entries(NO_TEXTS)) {
      for (const [method, path, body] of routes()) {
        const [status, said] = await send(method, path, body(text));
        if (status < 400 || status > 499) failed.push(`${method} ${path}: ${name}: ${status} ${said}`);
      }
    }
    assert.deepEqual(failed, []);
  });

  it('leave what is in force, and whoever comes next has their policy looked at', async () => {
    const now = await h.read(matter);
    assert.deepEqual([now.state, now.version, now.in_force?.text], ['in-force', 1, NO_SENTIMENT]);
    for (const [method, path, body] of routes()) {
      const [status] = await send(method, path, body(NO_SENTIMENT));
      assert.ok(status < 300, `${method} ${path}: ${status}`);
    }
    await h.call(member, 'GET', '/api/v1/timelines/home');
  });

  it('neither are steps, rules, questions or risks that are none', async () => {
    const failed: string[] = [];
    const own = `${API}/${h.id}`;
    const { id } = await h.call<MatterJson>(
      h.author,
      'POST',
      `${own}/matters`,
      { kind: 'policy', title: 'T', text: NO_SENTIMENT },
      201,
    );
    const far = '+275760-09-13T00:00:00.000Z';
    const steps: readonly unknown[] = [
      null,
      [],
      'submit',
      {},
      { step: '__proto__' },
      { step: 'constructor' },
      { step: ['submit'] },
      { step: 'submit', extra: 1 },
      { step: 'comment', text: 'x'.repeat(5001) },
      { step: 'comment', text: 'a\u0000b' },
      { step: 'comment', text: 'x', clause: -1 },
      { step: 'comment', text: 'x', clause: 1e308 },
      { step: 'comment', text: 'x', clause: 0.5 },
      { step: 'approve', discipline: 'legal' },
      { step: 'approve', discipline: '__proto__', hash: 'f'.repeat(64) },
      { step: 'approve', discipline: 'legal', hash: 'F'.repeat(64) },
      { step: 'approve', discipline: 'legal', hash: 'f'.repeat(65) },
      { step: 'refuse', discipline: 'legal', hash: 'f'.repeat(64), reason: ' ' },
      { step: 'delegate', discipline: 'legal', to: 'nobody', until: far },
      { step: 'delegate', discipline: 'legal', to: h.author.id, until: far },
      { step: 'delegate', discipline: 'legal', to: h.author.id, until: 'soon' },
      { step: 'activate', from: '-271821-04-20T00:00:00.000Z' },
      { step: 'activate', from: 1e21 },
      { step: 'activate', emergency: 'yes' },
      { step: 'retire', from: 'Infinity' },
    ];
    for (const body of steps) {
      const [status, said] = await send('POST', `${own}/matters/${id}/steps`, body);
      if (status < 400 || status > 499) failed.push(`${JSON.stringify(body)}: ${status} ${said}`);
    }
    const { legal } = h.experts;
    await h.step(h.author, id, { step: 'submit' });
    for (const one of ['legal', 'compliance', 'marketing'] as const) await h.approve(one, id);
    // When nothing that is wrong with who asks is in the way.
    for (const from of ['-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00.000Z', 'Infinity', 1e21, '']) {
      const [status, said] = await send('POST', `${own}/matters/${id}/steps`, { step: 'activate', from });
      if (status < 400 || status > 499) failed.push(`from ${from}: ${status} ${said}`);
    }
    const asked = { text: '', action: 'see', kind: 'post' };
    const others: readonly (readonly [string, string, unknown])[] = [
      ['PUT', `${own}/sign-off-rules`, { kind: 'policy', besides: Array(10).fill('legal') }],
      ['PUT', `${own}/sign-off-rules`, { kind: '__proto__', besides: [] }],
      ['PUT', `${own}/sign-off-rules`, { kind: 'policy', besides: [{}] }],
      ['POST', `${own}/simulations`, { text: '', replaces: 'none' }],
      ['POST', `${own}/simulations`, { text: '', scope: 'everybody' }],
      ['POST', `${own}/simulations/what-if`, { ...asked, age_days: 1e308 }],
      ['POST', `${own}/simulations/what-if`, { ...asked, age_days: -1 }],
      ['POST', `${own}/simulations/what-if`, { ...asked, retention_days: 0 }],
      ['POST', `${own}/simulations/what-if`, { ...asked, hour: 24 }],
      ['POST', `${own}/simulations/what-if`, { ...asked, kind: 'constructor' }],
      ['POST', `${own}/simulations/what-if`, { ...asked, experts: Array(100).fill('legal') }],
      ['POST', `${own}/simulations/counts`, { text: '', function: 'marketing', purpose: 'x', what: 'posts' }],
      ['POST', `${own}/risks`, { title: 'x', purpose: 'mining', functions: [], owner: h.id }],
      ['POST', `${API}/policies/write`, { clauses: [{ template: '__proto__', fields: {} }] }],
      [
        'POST',
        `${API}/policies/write`,
        { clauses: [{ template: 'constructor', fields: { a: '"); permit' } }] },
      ],
      ['POST', `${API}/policies/write`, { clauses: Array(2000).fill({ text: 'x' }) }],
    ];
    for (const [method, path, body] of others) {
      const [status, said] = await send(method, path, body);
      if (status < 400 || status > 499)
        failed.push(`${method} ${path} ${JSON.stringify(body)}: ${status} ${said}`);
    }
    const risks = `${own}/risks`;
    const declared = { title: 'x', purpose: 'mining', functions: ['marketing'], owner: h.id };
    for (const more of [
      { title: 'x'.repeat(121) },
      { title: 'a\u0000b' },
      { functions: ['__proto__'] },
      { retention_days: 1e308 },
      { review_in_days: 0 },
      { necessity: 'x'.repeat(2001) },
      { answers: { legalEffect: 'yes' } },
      { answers: { __proto__: true, more: true } },
      { owner: 'nobody' },
      {},
    ]) {
      const response = await h.app.request('POST', risks, {
        token: legal.token,
        body: { ...declared, ...more },
      });
      if (response.status !== 422) failed.push(`risk ${JSON.stringify(more)}: ${response.status}`);
    }
    assert.deepEqual(failed, []);
  });
});
