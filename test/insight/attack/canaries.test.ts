import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pino } from 'pino';
import { appendBeat } from '../../../src/ledger/log/append.ts';
import { connectionsKey, followersKey } from '../../../src/privacy/audience.ts';
import { ENGAGEMENT_PURPOSES } from '../../../src/privacy/purposes.ts';
import { type ActorId, DAY_MS, type NetworkId } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { tie } from '../../../src/store/ties.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import type { TestPersona } from '../../support/people.ts';
import { queryOnce } from '../../support/postgres.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from '../targeting.ts';
import { COUNTS } from './house.ts';

const API = '/api/privacy/v1';

describe('members who didn’t let it', () => {
  let database: FreshDatabase;
  let t: Targeting;
  /** All that the server logs, at its most talkative. */
  let logged = '';
  /** By what each could be found: ids, names, words of theirs. */
  const traces: string[] = [];
  const names: string[] = [];
  let consenting: TestPersona;

  before(async () => {
    database = await freshDatabase();
    const log = pino({ level: 'trace' }, { write: (line: string) => (logged += line) });
    t = await targeting({ database, log });
    const canary = async (name: string): Promise<TestPersona> => {
      const handle = `canary${name}`;
      names.push(name);
      const who = await t.person({ handle, display_name: `Tourmaline ${name}` });
      await t.show(who, 'interest', 'gardens', 'exact', { kind: 'network' });
      await t.show(who, 'skill', `weaving ${name}`, 'exact', { kind: 'network' });
      await t.show(who, 'birth-date', '1980-05-21', 'year', { kind: 'network' });
      await t.show(who, 'email', `canary-${name}@example.org`, 'exact', { kind: 'network' });
      await t.call(who, 'POST', '/api/v1/statuses', {
        status: `A tourmaline by ${name}`,
        visibility: 'public',
      });
      traces.push(who.id, who.id.replaceAll('-', ''), handle, `Tourmaline ${name}`, `tourmaline by ${name}`);
      traces.push(`weaving ${name}`, `canary-${name}@example.org`);
      return who;
    };
    await canary('silent');
    const other = await t.call<{ id: string }>(
      t.network.admin,
      'POST',
      `${API}/organisations`,
      { handle: 'elsewhere', display_name: 'Elsewhere' },
      201,
    );
    const elsewhere = await canary('elsewhere');
    const [blocker, withdrew] = [await canary('blocker'), await canary('withdrew')];
    for (const purpose of ENGAGEMENT_PURPOSES) {
      await letAll(elsewhere, purpose, { kind: 'persona', persona: other.id });
      await letAll(blocker, purpose, t.toOrga);
      await letAll(withdrew, purpose, t.toOrga);
      await t.call(withdrew, 'PUT', `${API}/processing-rules/${purpose}`, { rules: [] });
    }
    await t.call(blocker, 'POST', `/api/v1/accounts/${t.id}/block`);
    consenting = await t.member({ interest: 'gardens', born: '1980-05-21', lets: [] });
    await t.show(consenting, 'email', 'consenting@example.org', 'exact', t.toOrga);
    await t.show(consenting, 'skill', 'weaving', 'exact', t.toOrga);
    await t.call(consenting, 'POST', '/api/v1/statuses', {
      status: 'By the consenting one',
      visibility: 'public',
    });
    for (const purpose of ENGAGEMENT_PURPOSES) await letAll(consenting, purpose, t.toOrga);
    // What is measured of who lets it stops at those who don't.
    const [network, one] = [t.network.id as NetworkId, consenting.id as ActorId];
    for (const other of [elsewhere.id, blocker.id, withdrew.id] as ActorId[]) {
      for (const [key, member] of [
        [connectionsKey(other), one],
        [connectionsKey(one), other],
        [followersKey(one), other],
      ] as const) {
        await tie(t.app.deps.store.community, network, key, [member], instantOf(t.app.deps));
      }
    }
    await settle();
  });

  const letAll = (who: TestPersona, purpose: string, audience: unknown) =>
    t.call(who, 'PUT', `${API}/processing-rules/${purpose}`, {
      rules: [
        {
          audience,
          over: ['posts', 'attributes', 'ties', ...(purpose === 'entity-resolution' ? ['named'] : [])],
        },
      ],
    });
  /** What was done meanwhile goes into the ledger and wherever else it is due to go. */
  const settle = async (): Promise<void> => {
    for (let n = 0; n < 2; n++) {
      t.app.clock.advance(600_000);
      const at = instantOf(t.app.deps);
      await appendBeat(t.app.deps, t.network.id as NetworkId, at, at);
    }
    await t.drain();
  };
  /** The rows of all tables, whoever may read them, in which one of these stands, as text. */
  const rowsOf = async (words: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
    const { rows: tables } = await queryOnce(
      database.url,
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    assert.ok(tables.length > 50, 'all tables are looked at');
    const like = words.map((word) => `'%${word}%'`).join();
    const each = (tables as { name: string }[]).map(
      ({ name }) =>
        `select '${name}' as name, t::text as row from ${name} t where t::text ilike any (array[${like}])`,
    );
    const { rows } = await queryOnce(database.url, `${each.join(' union all ')} order by 1, 2`);
    const found = new Map<string, string[]>();
    for (const { name, row } of rows as { name: string; row: string }[]) {
      found.set(name, [...(found.get(name) ?? []), row]);
    }
    return found;
  };

  it('leave no trace in any table, log, answer or file of what an organisation is told', async () => {
    const rowsBefore = await rowsOf(traces);
    for (const table of ['community.actor', 'community.disclosure', 'community.post', 'community."grant"']) {
      assert.ok(rowsBefore.has(table), `they are found where they are: ${[...rowsBefore.keys()]}`);
    }
    const consentingBefore = await rowsOf([consenting.id]);
    const filesBefore = filesWith(t.app.filesFolder, traces);
    logged = '';
    const heard: string[] = [];
    const hear = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
      const response = await t.ask(who, method, path, body);
      const text = await response.text();
      assert.equal(response.status, status, text);
      heard.push(`${JSON.stringify([...response.headers])} ${text}`);
      return text;
    };
    for (const purpose of ENGAGEMENT_PURPOSES) {
      for (const what of ['posts', 'attributes', 'ties']) {
        await hear(t.sam, 'POST', COUNTS, { organisation: t.id, function: 'marketing', purpose, what });
      }
    }
    const influence = { organisation: t.id, function: 'marketing' };
    for (const measure of ['ties', 'pagerank', 'betweenness', 'communities']) {
      await hear(t.sam, 'POST', `${INSIGHT}/influence`, { ...influence, measure });
    }
    await hear(t.sam, 'POST', `${INSIGHT}/influence/names`, influence);
    const saved = JSON.parse(
      await hear(
        t.sam,
        'POST',
        `${INSIGHT}/audiences`,
        {
          organisation: t.id,
          title: 'Gardeners',
          function: 'marketing',
          purpose: 'offer-targeting',
          conditions: [{ kind: 'interest', values: ['gardens'] }],
        },
        201,
      ),
    ) as AudienceJson;
    await hear(t.sam, 'POST', `${INSIGHT}/audiences/${saved.id}/size`);
    await hear(t.sam, 'GET', `${INSIGHT}/audiences?organisation=${t.id}`);
    const definition = {
      function: 'marketing',
      purpose: 'aggregation',
      attribute: 'interest',
      values: ['gardens'],
      until: new Date(instantOf(t.app.deps) + 40 * DAY_MS).toISOString().slice(0, 10),
    };
    await t.sign('export', JSON.stringify(definition));
    for (const kind of ['', '/csv']) {
      await hear(t.sam, 'POST', `${INSIGHT}/exports${kind}`, { organisation: t.id, definition });
    }
    const { function: fn, purpose, until } = definition;
    const synthetic = [
      { kind: 'interest', values: ['gardens'] },
      { kind: 'skill', values: ['weaving'] },
    ];
    const rows = { function: fn, purpose, synthetic, until };
    await t.sign('export', JSON.stringify(rows));
    for (const kind of ['', '/csv']) {
      await hear(t.sam, 'POST', `${INSIGHT}/synthetic-tables${kind}`, {
        organisation: t.id,
        definition: rows,
      });
    }
    const day = (at: number) => new Date(instantOf(t.app.deps) + at * DAY_MS).toISOString().slice(0, 10);
    const training = { for: 'A model', from: day(-30), before: day(30), tags: [] };
    const posts = { function: fn, purpose: 'model-training', training, until };
    await t.sign('export', JSON.stringify(posts));
    const file = await hear(t.sam, 'POST', `${INSIGHT}/training-data`, {
      organisation: t.id,
      definition: posts,
    });
    assert.match(file, /By the consenting/, 'there are posts in it');
    const told = { function: fn, purpose: 'entity-resolution', resolution: ['email'], until };
    await t.sign('export', JSON.stringify(told));
    const list = `email\n${names.map((name) => `canary-${name}@example.org`).join('\n')}\nconsenting@example.org\nnever-a-member@example.org\n`;
    for (const more of ['', `&individually_until=${until}`]) {
      const path = `${INSIGHT}/resolutions?organisation=${t.id}&function=marketing${more}`;
      t.app.clock.advance(1000);
      const headers = { 'content-type': 'text/csv' };
      const response = await t.app.request('POST', path, { token: t.sam.token, body: list, headers });
      assert.equal(response.status, 200);
      const { named } = JSON.parse(await response.clone().text()) as { named: { persona: string }[] | null };
      // Who is told of let just that: everything else must not have them.
      if (named !== null)
        assert.deepEqual(
          named.map(({ persona }) => persona),
          [consenting.id],
        );
      else heard.push(await response.text());
    }
    await hear(t.author, 'POST', `/api/organisations/v1/${t.id}/simulations/counts`, {
      text: '@id("none") forbid (principal, action == Action::"mine", resource);',
      function: 'marketing',
      purpose: 'mining',
      what: 'posts',
    });
    const records = `/api/organisations/v1/records/${t.id}/processing`;
    for (const kind of ['', '.csv']) await hear(t.experts.compliance, 'GET', `${records}${kind}`);
    await hear(t.sam, 'GET', `${INSIGHT}/budget?organisation=${t.id}`);
    const unseen = { organisation: t.id, function: 'marketing', purpose: 'mining', what: 'posts' };
    await hear(t.sam, 'GET', `${INSIGHT}/unseen?${new URLSearchParams(unseen)}`);
    await hear(t.sam, 'POST', `${INSIGHT}/unseen`, unseen);
    const answers = `${INSIGHT}/answers`;
    const [latest] = JSON.parse(await hear(t.sam, 'GET', `${answers}?organisation=${t.id}`)) as {
      id: string;
    }[];
    await hear(t.sam, 'GET', `${answers}/${latest?.id}?organisation=${t.id}`);
    await hear(t.sam, 'GET', `${answers}/${latest?.id}/csv?organisation=${t.id}`);
    await settle();
    // A request that failed is logged with more than one that didn't.
    await hear(t.sam, 'POST', COUNTS, { organisation: t.id }, 422);

    assert.deepEqual(await rowsOf(traces), rowsBefore);
    assert.deepEqual(filesWith(t.app.filesFolder, traces), filesBefore);
    const fromOutside = ['never-a-member'];
    assert.equal((await rowsOf(fromOutside)).size, 0, 'nothing of a list from outside is kept');
    assert.deepEqual(filesWith(t.app.filesFolder, fromOutside), []);
    assert.ok(!logged.includes('never-a-member'));
    for (const trace of traces) {
      assert.ok(!logged.toLowerCase().includes(trace.toLowerCase()), `the log has ${trace}`);
      for (const one of heard)
        assert.ok(!one.toLowerCase().includes(trace.toLowerCase()), `${trace}: ${one}`);
    }
    // Of whoever did let it, it is noted; but the organisation isn't told that either.
    const grown = [...(await rowsOf([consenting.id]))]
      .filter(([table, rows]) => rows.length > (consentingBefore.get(table)?.length ?? 0))
      .map(([table]) => table);
    assert.ok(grown.includes('community.data_use_participant'), `${grown}`);
    for (const one of heard) assert.ok(!one.includes(consenting.id));
    assert.ok(!logged.includes(consenting.id) && logged !== '', 'there is a log, of no persons');
    const kept = ['community.noise_answer', 'community.noise_budget', 'community.data_use'];
    for (const table of kept) assert.ok(!grown.includes(table), table);
  });
});

/** The files in which one of the words stands. */
const filesWith = (folder: string, words: readonly string[]): string[] =>
  globSync('**/*', { cwd: folder }).filter((path) => {
    const file = join(folder, path);
    return statSync(file).isFile() && words.some((word) => readFileSync(file).includes(word));
  });
