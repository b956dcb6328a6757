import { z } from 'zod';
import { listDesks } from '../../community/desk/desk.ts';
import { idleDays, setIdleDays } from '../../community/desk/idle-days.ts';
import { addTag, endTag, listTags, tagName } from '../../community/desk/tags.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId, idParams } from '../actor-params.ts';
import { BASE, deskQuery, deskSeatJson, presentDeskSeats, tagJson } from './desk-json.ts';

const idleJson = z.object({ idle_days: z.int() });

const getDesks = endpoint({
  method: 'get',
  path: `${BASE}/desks`,
  summary: 'The desks at which one has a seat: who else has one, and what is filed under',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(
    idleJson.extend({
      organisation: accountSchema,
      function: z.enum(FUNCTIONS),
      seats: z.array(deskSeatJson),
      tags: z.array(tagJson),
    }),
  ),
  async handle({ caller: { viewer }, at }, deps) {
    const desks = await listDesks(deps, viewer, at);
    const ids = desks.map(({ organisation }) => organisation);
    const accounts = await presentFaces(deps, viewer, ids, at);
    const body = await Promise.all(
      desks.map(async (desk) => ({
        organisation: accounts.get(desk.organisation),
        function: desk.function,
        seats: await presentDeskSeats(deps, viewer, desk, at),
        tags: await listTags(deps.store.community, viewer.network, desk.organisation, at),
        idle_days: await idleDays(deps.store.community, viewer.network, desk, at),
      })),
    );
    return ok({ body: body.filter(({ organisation }) => organisation !== undefined) });
  },
});

const putDesk = endpoint({
  method: 'put',
  path: `${BASE}/desks/:organisation/:function`,
  summary: 'Say after how many days without a word a desk’s conversations close; members read it',
  auth: 'persona',
  scope: 'privacy',
  params: deskQuery,
  body: z.strictObject({
    idle_days: z.int('is a whole number').min(1, 'is one at least').max(365, 'is a year at most'),
  }),
  answers: idleJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const set = await setIdleDays(deps, viewer, params, body.idle_days, at);
    return set.ok ? ok({ body: { idle_days: body.idle_days } }) : set;
  },
});

const postTag = endpoint({
  method: 'post',
  path: `${BASE}/tags`,
  summary: 'Add a tag to an organisation’s; members see what their conversations are filed under',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ organisation: actorId, name: tagName }),
  answers: tagJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const added = await addTag(deps, viewer, body.organisation, body.name, at);
    return added.ok ? ok({ status: 201, body: added.value }) : added;
  },
});

const deleteTag = endpoint({
  method: 'delete',
  path: `${BASE}/tags/:id`,
  summary: 'End a tag, and that anything is filed under it',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endTag(deps, viewer, params.id, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

export const deskSettingEndpoints: readonly Endpoint[] = [getDesks, putDesk, postTag, deleteTag];
