import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { EVERYONE } from '../../src/privacy/audience.ts';
import { NO_CONDITIONS } from '../../src/privacy/conditions.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type NetworkId,
  type ObjectId,
  type PolicyId,
  type PolicyTextId,
} from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { give } from '../../src/store/grants.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import { idOf } from '../decisions/world.ts';
import { type Members, members } from '../support/members.ts';
import type { TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';

interface Explained {
  verdict: string;
  because?: string;
  text: string;
  policy?: { clause: string | null; text: string };
}

interface Standing {
  organisation: { id: string } | null;
  capacities: string[] | null;
  hours: [number, number][] | null;
  age_days: { from: number; until: number | null } | null;
  clause: string | null;
}

describe('policies of organisations, as members are told of them', () => {
  let m: Members;
  let network: NetworkId;
  let ann: TestPersona;
  let sam: TestPersona;
  let acme: string;

  before(async () => {
    m = await members();
    network = m.network.id as NetworkId;
    ann = await m.person();
    sam = await m.person();
    const made = { handle: 'acme', display_name: 'Acme' };
    acme = (await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201)).id;
    const seat = `${API}/organisations/${acme}/staff/${sam.id}`;
    await m.call(m.network.admin, 'PUT', seat, { functions: ['marketing', 'support'] }, 204);
    for (const fn of ['marketing', 'support']) {
      await m.call(ann, 'PUT', `${API}/contact-rules/${fn}`, { anybody: 'yes' });
    }
    const policy: Policy = {
      id: idOf<PolicyId>('no marketing'),
      binds: acme as ActorId,
      capacities: ['marketing'],
      actions: ['contact'],
      hours: 0xff_ff_ff,
      source: idOf<PolicyTextId>('text'),
      version: 1,
      clause: 'quiet marketing',
      unless: [],
      from: 0,
      until: FOREVER,
    };
    await m.app.deps.store.community.transaction().execute((trx) => enactPolicies(trx, network, [policy]));
  });

  const contact = (fn: string) =>
    m.call<{ answer: string }>(sam, 'POST', `/api/organisations/v1/${acme}/contacts`, {
      persona: ann.id,
      function: fn,
    });
  const why = (purpose: string) =>
    m.call<Explained>(
      ann,
      'GET',
      `${API}/explain?kind=presence&id=${ann.id}&action=contact&purpose=${purpose}&persona=${acme}`,
    );
  const label = async (): Promise<Standing[]> => {
    const path = `${API}/networks/${m.network.slug}/privacy-label`;
    const response = await m.app.request('GET', path, {});
    return ((await response.json()) as { policies: Standing[] }).policies;
  };

  it('bind whoever acts in the capacity of which they speak', async () => {
    assert.equal((await contact('support')).answer, 'yes');
    assert.equal((await contact('marketing')).answer, 'no');
  });

  it('are named with their clause to whom they keep from being written to', async () => {
    assert.equal((await why('support')).verdict, 'allowed');
    const explained = await why('marketing');
    assert.equal(explained.because, 'policy');
    assert.equal(explained.policy?.clause, 'quiet marketing');
    assert.match(explained.text, /by its clause “quiet marketing”/);
    assert.equal(explained.policy?.text, 'It rules out contact by marketing at hours of 0 to 24 UTC.');
  });

  it('stand in the privacy label only where the organisation shows itself', async () => {
    assert.deepEqual(await label(), []);
    const at = instantOf(m.app.deps);
    await m.app.deps.store.community.transaction().execute((trx) =>
      give(trx, network, {
        id: m.app.deps.ids.next('grant') as GrantId,
        owner: acme as ActorId,
        object: { kind: 'presence', id: acme as ObjectId },
        actions: ['see'],
        purpose: 'reading',
        audience: { any: [[EVERYONE]], except: [] },
        conditions: NO_CONDITIONS,
        from: at,
        until: FOREVER,
      }),
    );
    const [told] = await label();
    assert.equal(told?.organisation?.id, acme);
    assert.deepEqual(
      { ...told, organisation: null },
      {
        ...told,
        organisation: null,
        capacities: ['marketing'],
        hours: [[0, 24]],
        age_days: null,
        clause: 'quiet marketing',
      },
    );
  });
});
