import { z } from 'zod';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { ok } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { keptOrganisations } from '../../governance/records/kept-organisations.ts';
import { readProcessingNotice } from '../../governance/records/processing-notice.ts';
import { type ProcessingRecord, readProcessingRecord } from '../../governance/records/processing-record.ts';
import {
  DATA_OF,
  KEPT_FOR,
  LAWFUL_BASIS,
  MEASURES,
  RECIPIENTS_BESIDES,
  SUBJECTS,
} from '../../governance/records/standing-facts.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { actorParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { activityJson, headJson, presentActivity } from './activity-json.ts';
import { csvFile } from './csv-file.ts';

const BASE = '/api/organisations/v1/records';

const getKept = endpoint({
  method: 'get',
  path: BASE,
  summary: 'Organisations whose records one keeps or reads, as their expert',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(z.object({ id: z.string(), display_name: z.string(), disciplines: z.array(z.string()) })),
  async handle({ caller: { viewer }, at }, deps) {
    const kept = await keptOrganisations(deps, viewer, at);
    return ok({
      body: kept.map(({ id, name, disciplines }) => ({
        id,
        display_name: name,
        disciplines: [...disciplines],
      })),
    });
  },
});

/** As Article 30(1) GDPR asks: each activity with whose data, what, to whom, how long, on what ground, and how guarded. */
const recordJson = z.object({
  ...headJson,
  generated_at: z.string(),
  activities: z.array(
    activityJson.extend({
      subjects: z.string(),
      data: z.string(),
      recipients: z.string(),
      kept: z.string(),
      lawful_basis: z.string(),
    }),
  ),
  recipients_besides: z.string(),
  measures: z.array(z.string()),
  policies: z.array(
    z.object({
      id: z.string(),
      since: z.string(),
      actions: z.array(z.string()).nullable(),
      purposes: z.array(z.string()).nullable(),
    }),
  ),
});

const presentRecord = (record: ProcessingRecord, at: number): z.output<typeof recordJson> => ({
  organisation: { id: record.organisation.id, display_name: record.organisation.name },
  network: record.network,
  generated_at: instantJson(at),
  activities: record.activities.map((one) => ({
    ...presentActivity(one),
    subjects: SUBJECTS[record.network.kind],
    data: DATA_OF[one.deed],
    recipients: one.function === null ? 'A service of the organisation' : `Its staff in ${one.function}`,
    kept: KEPT_FOR[one.deed],
    lawful_basis: LAWFUL_BASIS,
  })),
  recipients_besides: RECIPIENTS_BESIDES,
  measures: [...MEASURES],
  policies: record.policies.map(({ id, since, actions, purposes }) => ({
    id,
    since: instantJson(since),
    actions: actions === null ? null : [...actions],
    purposes: purposes === null ? null : [...purposes],
  })),
});

const getRecord = endpoint({
  method: 'get',
  path: `${BASE}/:id/processing`,
  summary: 'An organisation’s record of processing (Article 30 GDPR), from what really ran, for its experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: recordJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const record = await readProcessingRecord(deps, viewer, params.id, at);
    return record.ok ? ok({ body: presentRecord(record.value, at) }) : record;
  },
});

const getRecordCsv = endpoint({
  method: 'get',
  path: `${BASE}/:id/processing.csv`,
  summary: 'The same record as a table in CSV, a row for each activity',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.string(),
  async handle({ caller: { viewer }, params, at }, deps) {
    const record = await readProcessingRecord(deps, viewer, params.id, at);
    if (!record.ok) return record;
    const { activities } = presentRecord(record.value, at);
    const head = [
      'function',
      'purpose',
      'purpose_iri',
      'deed',
      'times',
      'first_at',
      'last_at',
      'kinds',
      'subjects',
      'data',
      'recipients',
      'kept',
      'lawful_basis',
    ] as const;
    const rows = activities.map((one) =>
      head.map((column) => (column === 'kinds' ? one.kinds.join(' ') : one[column])),
    );
    return ok({ response: csvFile('record-of-processing', csv(head, rows)) });
  },
});

const getNotice = endpoint({
  method: 'get',
  path: '/api/privacy/v1/organisations/:id/processing',
  summary:
    'What an organisation does with members’ data here, for any member: with one’s own, and in numbers',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.object({
    ...headJson,
    with_mine: z.array(
      z.object({
        function: z.string().nullable(),
        purpose: z.string(),
        purpose_iri: z.string(),
        deed: z.string(),
        times: z.int(),
        last_at: z.string(),
        kept: z.string(),
      }),
    ),
    learns: z.array(
      z.object({
        function: z.string().nullable(),
        purpose: z.string(),
        purpose_iri: z.string(),
        what: z.string(),
        times: z.int(),
        last_at: z.string(),
      }),
    ),
    kept_number: z.string(),
    lawful_basis: z.string(),
    recipients_besides: z.string(),
    measures: z.array(z.string()),
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const isSeen = (await seenOrganisations(deps, viewer, [params.id], at)).has(params.id);
    const notice = await readProcessingNotice(deps, viewer, params.id, isSeen);
    if (!notice.ok) return notice;
    const { organisation, network, withMine, learns } = notice.value;
    return ok({
      body: {
        organisation: { id: organisation.id, display_name: organisation.name },
        network,
        with_mine: withMine.map(({ last, ...one }) => ({
          ...one,
          purpose_iri: purposeIri(one.purpose),
          last_at: instantJson(last),
          kept: KEPT_FOR[one.deed],
        })),
        learns: learns.map(({ last, ...one }) => ({
          ...one,
          purpose_iri: purposeIri(one.purpose),
          last_at: instantJson(last),
        })),
        kept_number: KEPT_FOR.counted,
        lawful_basis: LAWFUL_BASIS,
        recipients_besides: RECIPIENTS_BESIDES,
        measures: [...MEASURES],
      },
    });
  },
});

/** Records of what organisations do with members' data. */
export const processingRecordEndpoints: readonly Endpoint[] = [getKept, getRecord, getRecordCsv, getNotice];
