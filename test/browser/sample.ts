import assert from 'node:assert/strict';
import type { TestApp } from '../support/app.ts';
import { connect, follow, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

/** A small network in which every screen has something to show. */
export interface Sample {
  /** Who looks after the network, and has a circle, a space, attributes and posts. */
  readonly boss: TestPersona;
  /** Connected with the boss, and in the circle. */
  readonly ben: TestPersona;
  /** Follows the boss, and asks to be connected. */
  readonly cleo: TestPersona;
  readonly circle: string;
  readonly space: string;
  readonly post: string;
  /** Of the boss with ben and cleo, and with an organisation. */
  readonly group: string;
  readonly service: string;
  readonly folder: string;
}

export async function makeSample(app: TestApp): Promise<Sample> {
  const network = await makeNetwork(app, {
    kind: 'employee',
    rules: { asks: [{ kind: 'department' }], least_presence: { see: 'network', find: 'network' } },
  });
  const boss = network.admin;
  const given = { attributes: [{ kind: 'department', value: 'Design' }] };
  const ben = await makePersona(app, network, 'ben', given);
  const cleo = await makePersona(app, network, 'cleo', given);
  const call = async (method: string, path: string, body: unknown, { token } = boss) => {
    const response = await app.request(method, path, { token, body });
    assert.ok(response.ok, `${path}: ${await response.clone().text()}`);
    return ((await response.json()) as { id: string }).id;
  };
  const base = '/api/privacy/v1';
  await connect(app, boss, ben);
  await follow(app, cleo, boss);
  await call('POST', `${base}/connections/requests`, { to: boss.id }, cleo);

  const circle = await call('POST', `${base}/circles`, { title: 'Book club' });
  await call('POST', `${base}/circles/${circle}/members`, { personas: [ben.id] });
  const council = {
    handle: 'council',
    title: 'Works council',
    note: 'For those elected.',
    openness: 'closed',
  };
  const space = await call('POST', `${base}/spaces`, council);
  await call('POST', '/api/v1/statuses', { status: 'Minutes of Monday. #minutes', space_id: space });

  const folder = await call('POST', `${base}/resources`, { kind: 'folder', title: 'Minutes' });
  await call('POST', `${base}/resources`, {
    kind: 'page',
    title: 'House rules',
    text: 'Shut doors.',
    folder,
  });

  const audience = { kind: 'circle', circle };
  const post = await call('POST', '/api/v1/statuses', { status: 'Shall we read the long one?', audience });
  const reply = { status: 'Gladly.', in_reply_to_id: post, audience: { kind: 'everyone' } };
  await call('POST', '/api/v1/statuses', reply, ben);
  await call('POST', `/api/v1/statuses/${post}/favourite`, {}, ben);
  await call('POST', `/api/v1/statuses/${post}/bookmark`, {});
  const warned = { status: 'It ends badly.', spoiler_text: 'The end', audience: { kind: 'network' } };
  await call('POST', '/api/v1/statuses', warned, ben);

  await call('POST', `${base}/attributes`, { kind: 'phone', value: '+31 6 12345678' });
  const title = await call('POST', `${base}/attributes`, { kind: 'job-title', value: 'Joiner' });
  await call('PUT', `${base}/attributes/${title}/disclosure`, { audience: { kind: 'network' } });

  const talks = `${base}/conversations`;
  const several = { with: [ben.id, cleo.id], title: 'Friday reading', text: 'Room 4, at five?' };
  const group = await call('POST', talks, several);
  await call('POST', `${talks}/${group}/answer`, { answer: 'accept' }, ben);
  await call('POST', `${talks}/${group}/messages`, { text: 'Fine with me.' }, ben);
  await call('POST', talks, { with: [boss.id], text: 'May I come along?' }, cleo);
  const canteen = { handle: 'canteen', display_name: 'Canteen' };
  const organisation = await call('POST', `${base}/organisations`, canteen);
  const asked = { organisation, function: 'support', text: 'The oven is cold.' };
  const service = await call('POST', talks, asked);
  await call('POST', `${talks}/${service}/attributes`, { attribute: title });
  return { boss, ben, cleo, circle, space, post, group, service, folder };
}
