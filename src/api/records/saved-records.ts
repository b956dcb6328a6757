import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { sayController } from '../../governance/records/controller.ts';
import { readProcessingRecord } from '../../governance/records/processing-record.ts';
import {
  listSavedRecords,
  readSavedRecord,
  type SavedRecord,
  saveRecord,
} from '../../governance/records/saved-records.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { controllerJson, presentRecord, recordJson } from './record-json.ts';

const BASE = '/api/organisations/v1/records/:id';
const SAVED = `${BASE}/saved`;

const putController = endpoint({
  method: 'put',
  path: `${BASE}/controller`,
  summary:
    'Say who answers for an organisation’s processing, and how they are reached (Article 30(1)(a) GDPR)',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: controllerJson,
  answers: controllerJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const saidAnew = await sayController(deps, viewer, params.id, body, at);
    return saidAnew.ok ? ok({ body: saidAnew.value }) : saidAnew;
  },
});

const savedJson = z.object({ id: z.string(), title: z.string(), hash: z.string(), saved_at: z.string() });

const present = ({ id, title, hash, savedAt }: SavedRecord): z.output<typeof savedJson> => ({
  id,
  title,
  hash,
  saved_at: instantJson(savedAt),
});

const getSaved = endpoint({
  method: 'get',
  path: SAVED,
  summary:
    'Records of processing that were saved as they stood, latest first, for the organisation’s experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(savedJson),
  async handle({ caller: { viewer }, params, at }, deps) {
    const saved = await listSavedRecords(deps, viewer, params.id, at);
    return saved.ok ? ok({ body: saved.value.map(present) }) : saved;
  },
});

const postSaved = endpoint({
  method: 'post',
  path: SAVED,
  summary: 'Save the record of processing as it stands; its hash goes into the ledger',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    title: z.string('is a text').trim().min(1, 'must be told').max(200, 'may have 200 characters at most'),
  }),
  answers: savedJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const record = await readProcessingRecord(deps, viewer, params.id, at);
    if (!record.ok) return record;
    const kept = { title: body.title, record: presentRecord(record.value, at) };
    const saved = await saveRecord(deps, viewer, params.id, kept, at);
    return saved.ok ? ok({ status: 201, body: present(saved.value) }) : saved;
  },
});

const getOneSaved = endpoint({
  method: 'get',
  path: `${SAVED}/:saved`,
  summary:
    'A record of processing as it was saved; its hash is SHA-256 of `record` as canonical JSON (RFC 8785)',
  auth: 'persona',
  scope: 'privacy',
  params: z.object({ id: actorId, saved: idSchema.transform((id) => id.toLowerCase()) }),
  answers: savedJson.extend({ record: recordJson }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const found = await readSavedRecord(deps, viewer, { organisation: params.id, id: params.saved }, at);
    if (!found.ok) return found;
    const { record, ...saved } = found.value;
    return ok({ body: { ...present(saved), record: record as z.output<typeof recordJson> } });
  },
});

/** Who answers for an organisation's processing, and records of it that stay as they were. */
export const savedRecordEndpoints: readonly Endpoint[] = [putController, getSaved, postSaved, getOneSaved];
