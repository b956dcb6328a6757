import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BASE } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';
import { DESK, type DeskWorld, lastWords, makeDeskWorld } from './desk-world.ts';

describe('a suspended organisation', () => {
  let w: DeskWorld;
  let orga: string;
  let ann: TestPersona;
  let mia: TestPersona;
  let id: string;
  let attribute: string;

  const suspend = (method: 'PUT' | 'DELETE') =>
    w.call(
      w.network.admin,
      method,
      `/api/privacy/v1/networks/${w.network.slug}/suspensions/${orga}`,
      undefined,
      204,
    );

  before(async () => {
    w = await makeDeskWorld();
    [ann, mia] = [await w.person(), await w.person()];
    orga = await w.organisation();
    await w.seat(orga, mia, ['support']);
    const phone = { kind: 'phone', value: '+44 20 7946 0000' };
    attribute = (await w.call<{ id: string }>(ann, 'POST', '/api/privacy/v1/attributes', phone, 201)).id;
    id = await w.begin(ann, orga, 'Before');
    await suspend('PUT');
  });

  it('is asked nothing more: a member is told that nobody is there, and their words and attributes stay theirs', async () => {
    const question = { organisation: orga, function: 'support', text: 'A new one' };
    await w.call(ann, 'POST', BASE, question, 404);
    const refused = await w.call(ann, 'POST', `${BASE}/${id}/messages`, { text: 'More' }, 409);
    assert.match(JSON.stringify(refused), /Nobody is there/);
    await w.call(ann, 'POST', `${BASE}/${id}/attributes`, { attribute, precision: 'exact' }, 409);
    assert.deepEqual(await w.heard(ann, id), ['Before'], 'what was said is still theirs to read');
  });

  it('neither reads nor speaks: nobody acts for it meanwhile', async () => {
    await w.open(mia, id, 404);
    await w.call(mia, 'GET', `${BASE}/${id}`, undefined, 404);
    assert.deepEqual(await w.call(mia, 'GET', `${DESK}/desks`), []);
    assert.deepEqual(await w.call(mia, 'GET', `${BASE}?folder=organisation`), []);
    await w.call(mia, 'GET', `${DESK}/conversations?organisation=${orga}&function=support`, undefined, 404);
    await w.call(mia, 'POST', `${BASE}/${id}/messages`, { text: 'An answer' }, 404);
    await w.call(mia, 'POST', `${DESK}/conversations/${id}/solve`, undefined, 404);
    await w.call(mia, 'POST', `${DESK}/tags`, { organisation: orga, name: 'Late' }, 404);
    const letter = { organisation: orga, function: 'support', personas: [ann.id], text: 'A letter' };
    await w.call(mia, 'POST', `${DESK}/outbound`, letter, 404);
  });

  it('goes on where it was once that is over', async () => {
    await suspend('DELETE');
    await w.say(ann, id, 'Are you back?');
    assert.deepEqual(lastWords(await w.queue(mia, orga, 'open')), ['Are you back?']);
    await w.say(mia, id, 'We are');
  });
});
