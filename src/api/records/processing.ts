import { z } from 'zod';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { ok } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { keptOrganisations } from '../../governance/records/kept-organisations.ts';
import { keptSeats } from '../../governance/records/kept-seats.ts';
import { readProcessingNotice } from '../../governance/records/processing-notice.ts';
import { readProcessingRecord } from '../../governance/records/processing-record.ts';
import {
  KEPT_FOR,
  LAWFUL_BASIS,
  MEASURES,
  RECIPIENTS_BESIDES,
} from '../../governance/records/standing-facts.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { DISCIPLINES, FUNCTIONS } from '../../privacy/words.ts';
import { actorParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { headJson } from './activity-json.ts';
import { csvFile } from './csv-file.ts';
import { controllerJson, presentRecord, recordJson } from './record-json.ts';

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

const getSeats = endpoint({
  method: 'get',
  path: `${BASE}/:id/seats`,
  summary: 'All seats that an organisation has or had, without who held them, for those who keep its records',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['function', 'discipline']),
      name: z.enum([...FUNCTIONS, ...DISCIPLINES]),
      number: z.int(),
      since: z.string(),
      until: z.string().nullable(),
    }),
  ),
  async handle({ caller: { viewer }, params, at }, deps) {
    const seats = await keptSeats(deps, viewer, params.id, at);
    if (!seats.ok) return seats;
    return ok({
      body: seats.value.map(({ since, until, ...seat }) => ({
        ...seat,
        since: instantJson(since),
        until: until > at ? null : instantJson(until),
      })),
    });
  },
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
    controller: controllerJson.nullable(),
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
    /** How often it brought a list from outside to find members in it, however that ended. */
    lists_brought: z.object({ times: z.int(), last_at: z.string().nullable() }),
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
    const { organisation, network, controller, withMine, learns, listsBrought } = notice.value;
    return ok({
      body: {
        organisation: { id: organisation.id, display_name: organisation.name },
        network,
        controller,
        with_mine: withMine.map(({ last, ...one }) => ({
          ...one,
          purpose_iri: purposeIri(one.purpose),
          last_at: instantJson(last),
          kept: KEPT_FOR[one.deed],
        })),
        lists_brought: {
          times: listsBrought.times,
          last_at: listsBrought.last === null ? null : instantJson(listsBrought.last),
        },
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
export const processingRecordEndpoints: readonly Endpoint[] = [
  getKept,
  getSeats,
  getRecord,
  getRecordCsv,
  getNotice,
];
