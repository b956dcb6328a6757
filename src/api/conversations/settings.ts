import { z } from 'zod';
import { changeMessageSettings, readMessageSettings } from '../../community/conversations/settings.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { BASE } from './conversation-json.ts';

const PATH = `${BASE}/settings`;
const settingsJson = z.object({ requests: z.boolean(), receipts: z.boolean() });
const flag = z.boolean('is true or false').optional();

const getSettings = endpoint({
  method: 'get',
  path: PATH,
  summary: 'Whether one takes requests to talk, and shows how far one has read',
  auth: 'persona',
  scope: 'privacy',
  answers: settingsJson,
  async handle({ caller: { viewer } }, deps) {
    return ok({ body: await readMessageSettings(deps, viewer) });
  },
});

const putSettings = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Change it; what is left out stays',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ requests: flag, receipts: flag }),
  answers: settingsJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const changed = await changeMessageSettings(deps, viewer, body, at);
    return changed.ok ? ok({ body: await readMessageSettings(deps, viewer) }) : changed;
  },
});

export const messageSettingsEndpoints: readonly Endpoint[] = [getSettings, putSettings];
