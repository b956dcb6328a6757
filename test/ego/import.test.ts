import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { readEgoNetworks } from '../../src/cli/import/ego-network/read-folder.ts';
import { importPeople } from '../../src/community/import/import-people.ts';
import { uuidV7 } from '../../src/core/ids.ts';
import { OperatorError } from '../../src/core/operator-error.ts';
import { testClock } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';

const at = Date.parse('2026-03-01T09:00:00.000Z');
const quiet = { step: () => undefined, advance: () => undefined };

/** Two egos, 1 and 5; 5 is a friend of 1, and 3 is a friend of both. */
const files: Record<string, string> = {
  '1.featnames':
    '0 birthday;anonymized feature 7\n1 education;school;id;anonymized feature 50\n2 work;start_date;anonymized feature 9\n',
  '1.egofeat': '1 0 1\n',
  '1.feat': '2 0 1 0\n3 0 0 0\n5 1 1 1 \n',
  '1.edges': '2 3\n3 2\n',
  '1.circles': 'circle0\t2\t3\ncircle1\t5\n',
  '5.featnames': '0 last_name;anonymized feature 4\n1 education;school;id;anonymized feature 50\n',
  '5.egofeat': '0 1\n',
  '5.feat': '3 1 1\n4 0 0\n',
  '5.edges': '',
  '5.circles': 'circle0\t4\n',
};

describe('importing ego networks', () => {
  let folder = '';
  const made: string[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waxseal-ego-'));
    made.push(folder);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  after(async () => {
    for (const one of made) await rm(one, { recursive: true, force: true });
  });

  it('reads people, ties and circles', async () => {
    const { people, connections, circles } = await readEgoNetworks(folder);
    assert.deepEqual(people.map(({ key }) => key).sort(), ['1', '2', '3', '4', '5']);
    assert.deepEqual(connections.map((pair) => pair.join(' ')).sort(), [
      '1 2',
      '1 3',
      '1 5',
      '2 3',
      '3 5',
      '4 5',
    ]);
    assert.deepEqual(circles, [
      { owner: '1', title: 'circle0', members: ['2', '3'] },
      { owner: '1', title: 'circle1', members: ['5'] },
      { owner: '5', title: 'circle0', members: ['4'] },
    ]);
    const five = people.find(({ key }) => key === '5');
    assert.deepEqual(five?.attributes, [
      { kind: 'birth-date', value: 'anonymized feature 7' },
      { kind: 'education', value: 'school: anonymized feature 50' },
      { kind: 'other', value: 'work start date: anonymized feature 9' },
    ]);
    const three = people.find(({ key }) => key === '3');
    assert.deepEqual(three?.attributes, [
      { kind: 'name', value: 'last name: anonymized feature 4' },
      { kind: 'education', value: 'school: anonymized feature 50' },
    ]);
  });

  it('writes them once, and leaves alone what was ended or withdrawn since', async () => {
    const { store } = await freshDatabase();
    const deps = { store, ids: uuidV7(testClock()) };
    const people = await readEgoNetworks(folder);
    const run = (when: number) => importPeople(deps, { slug: 'village', kind: 'open' }, people, when, quiet);

    const present = { personas: 5, connections: 6, circles: 3, memberships: 4, attributes: 8, posts: 0 };
    assert.deepEqual(await run(at), { ok: true, value: { added: present, present } });

    const none = { personas: 0, connections: 0, circles: 0, memberships: 0, attributes: 0, posts: 0 };
    const dump = async () =>
      Promise.all(
        ['network', 'actor', 'tie', 'circle', '"grant"', 'audience', 'audience_term', 'disclosure'].map(
          async (table) =>
            (
              await sql`select * from ${sql.raw(`community.${table}`)} order by 1, 2, 3, 4`.execute(
                store.community,
              )
            ).rows,
        ),
      );
    const first = await dump();
    assert.deepEqual(await run(at + 1000), { ok: true, value: { added: none, present } });
    assert.deepEqual(await dump(), first);

    const ended = new Date(at + 2000).toISOString();
    await sql`update community.tie set valid_until = ${ended} where set_key like 'connections:%'`.execute(
      store.community,
    );
    await sql`update community."grant" set valid_until = ${ended}`.execute(store.community);
    await sql`delete from community.disclosure`.execute(store.community);
    const second = await dump();
    assert.deepEqual(await run(at + 3000), { ok: true, value: { added: none, present } });
    assert.deepEqual(await dump(), second);
  });

  it('keeps away from a network where a handle is somebody else', async () => {
    const { store } = await freshDatabase();
    const deps = { store, ids: uuidV7(testClock()) };
    const people = await readEgoNetworks(folder);
    const to = { slug: 'village', kind: 'open' } as const;
    await importPeople(deps, to, { people: [], connections: [], circles: [] }, at, quiet);
    await sql`insert into community.actor select id, id, 'persona', 'Person4', 'Somebody', '', 'chosen', 0, false,
      false, '{}', created_at from community.network`.execute(store.community);
    await sql`insert into community.handle select id, 'person4', id from community.network`.execute(
      store.community,
    );
    const answer = await importPeople(deps, to, people, at, quiet);
    assert.match(!answer.ok && 'says' in answer.refusal ? answer.refusal.says : '', /^person4@village /);
    const { rows } = await sql<{ count: number }>`select count(*) from community.tie`.execute(
      store.community,
    );
    assert.deepEqual(rows, [{ count: 0 }]);
  });

  const bad: [name: string, file: string, text: string | Buffer | null, says: RegExp][] = [
    ['a missing file', '5.circles', null, /^5\.circles is missing in /],
    [
      'a person who is no number',
      '1.edges',
      '2 3\n2 x\n',
      /1\.edges line 2: expected a person's number, found "x"/,
    ],
    [
      'an edge of three',
      '1.edges',
      '2 3 5\n',
      /1\.edges line 1: expected two persons' numbers, found 3 words/,
    ],
    ['an edge to somebody unknown', '1.edges', '2 9\n', /1\.edges line 1: 9 is no friend of this ego/],
    ['a friend of oneself', '1.edges', '2 2\n', /1\.edges line 1: 2 can't be a friend of itself/],
    ['an ego among its friends', '1.feat', '1 0 0 0\n', /1\.feat line 1: 1 can't be a friend of itself/],
    ['a friend twice', '1.feat', '2 0 0 0\n2 0 0 0\n', /1\.feat line 2: the person 2 stands here twice/],
    ['a column too few', '1.feat', '2 0 1 0\n3 0 0\n', /1\.feat line 2: expected 3 features, .* found 2/],
    [
      'a column that is no bit',
      '1.feat',
      '2 0 2 0\n',
      /1\.feat line 1: feature 2: expected 0 or 1, found "2"/,
    ],
    ['an ego with two lines', '1.egofeat', '1 0 1\n0 0 0\n', /1\.egofeat line 2: expected no second line/],
    ['an ego with none', '1.egofeat', '', /1\.egofeat in .* is empty/],
    [
      'a circle with a stranger',
      '1.circles',
      'circle0\t2\t4\n',
      /1\.circles line 1: 4 is no friend of this ego/,
    ],
    [
      'a circle with somebody twice',
      '1.circles',
      'circle0\t2\t2\n',
      /1\.circles line 1: 2 is in circle0 twice/,
    ],
    [
      'a circle twice',
      '1.circles',
      'circle0\t2\ncircle0\t3\n',
      /1\.circles line 2: the circle circle0 stands here twice/,
    ],
    [
      'a feature out of turn',
      '5.featnames',
      '0 gender;a\n2 gender;b\n',
      /5\.featnames line 2: expected the number 1, found "2"/,
    ],
    [
      'a feature without a path',
      '5.featnames',
      '0 gender\n1 gender;b\n',
      /5\.featnames line 1: expected a path and a value/,
    ],
    ['an empty line', '1.edges', '2 3\n\n3 2\n', /1\.edges line 2: is empty/],
    [
      'broken UTF-8',
      '1.edges',
      Buffer.from([0x32, 0x20, 0x33, 0x0a, 0xff, 0x0a]),
      /1\.edges line 2: is not UTF-8/,
    ],
  ];
  for (const [name, file, text, says] of bad) {
    it(`names file and line of ${name}`, async () => {
      const broken = await mkdtemp(join(tmpdir(), 'waxseal-ego-'));
      made.push(broken);
      await cp(folder, broken, { recursive: true });
      if (text === null) await rm(join(broken, file));
      else await writeFile(join(broken, file), text);
      await assert.rejects(readEgoNetworks(broken), (error: Error) => {
        assert.ok(error instanceof OperatorError);
        assert.match(error.message, says);
        return true;
      });
    });
  }

  it('says so where there is no such folder, or nothing in it', async () => {
    await assert.rejects(
      readEgoNetworks(join(folder, 'nowhere')),
      /cannot read the folder .*: no such folder/,
    );
    const empty = await mkdtemp(join(tmpdir(), 'waxseal-ego-'));
    made.push(empty);
    await assert.rejects(readEgoNetworks(empty), /holds no ego network/);
  });
});
