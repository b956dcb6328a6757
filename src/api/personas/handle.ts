import { z } from 'zod';
import { changeHandle, type OwnHandle, showHandle } from '../../community/personas/change-handle.ts';
import { handleSchema } from '../../community/personas/handle.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { instantJson } from '../instant-json.ts';

const PATH = '/api/privacy/v1/handle';

const handleJson = z.object({
  handle: z.string(),
  /** They stay one’s own, and lead here whoever met one under them and still does. */
  former: z.array(z.object({ handle: z.string(), until: z.string() })),
  changes_left: z.int(),
  next_change_at: z.string().nullable(),
});

const present = ({ handle, former, changesLeft, nextChange }: OwnHandle): z.output<typeof handleJson> => ({
  handle,
  former: former.map((one) => ({ handle: one.handle, until: instantJson(one.until) })),
  changes_left: changesLeft,
  next_change_at: nextChange === null ? null : instantJson(nextChange),
});

export const getHandle = endpoint({
  method: 'get',
  path: PATH,
  summary: 'One’s handle, those that one gave up, and when it may be changed again',
  auth: 'persona',
  scope: 'privacy',
  answers: handleJson,
  async handle({ caller: { viewer }, at }, deps) {
    const own = await showHandle(deps, viewer, at);
    return own.ok ? ok({ body: present(own.value) }) : own;
  },
});

export const putHandle = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Change one’s handle; the old one leads here those who met one under it and still do, nobody else',
  auth: 'persona',
  scope: 'privacy',
  body: z.object({ handle: handleSchema }),
  answers: handleJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const own = await changeHandle(deps, viewer, body.handle, at);
    return own.ok ? ok({ body: present(own.value) }) : own;
  },
});
