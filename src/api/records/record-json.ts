import { z } from 'zod';
import type { ProcessingRecord } from '../../governance/records/processing-record.ts';
import {
  DATA_OF,
  KEPT_FOR,
  LAWFUL_BASIS,
  MEASURES,
  RECIPIENTS_BESIDES,
  SUBJECTS,
  TRANSFERS,
} from '../../governance/records/standing-facts.ts';
import { instantJson } from '../instant-json.ts';
import { activityJson, headJson, presentActivity } from './activity-json.ts';

const said = z.string('is a text').trim().max(1000, 'may have 1,000 characters at most');

/** Who answers, as Article 30(1)(a) GDPR asks. */
export const controllerJson = z.strictObject({
  controller: said.min(1, 'must be told'),
  joint: said.default(''),
  representative: said.default(''),
  dpo: said.default(''),
});

/** As Article 30(1) GDPR asks: each activity with whose data, what, to whom, how long, on what ground, and how guarded. */
export const recordJson = z.object({
  ...headJson,
  generated_at: z.string(),
  controller: controllerJson.nullable(),
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
  transfers: z.string(),
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

export const presentRecord = (record: ProcessingRecord, at: number): z.output<typeof recordJson> => ({
  organisation: { id: record.organisation.id, display_name: record.organisation.name },
  network: record.network,
  generated_at: instantJson(at),
  controller: record.controller,
  activities: record.activities.map((one) => ({
    ...presentActivity(one),
    subjects: SUBJECTS[record.network.kind],
    data: DATA_OF[one.deed],
    recipients: one.function === null ? 'A service of the organisation' : `Its staff in ${one.function}`,
    kept: KEPT_FOR[one.deed],
    lawful_basis: LAWFUL_BASIS,
  })),
  recipients_besides: RECIPIENTS_BESIDES,
  transfers: TRANSFERS,
  measures: [...MEASURES],
  policies: record.policies.map(({ id, since, actions, purposes }) => ({
    id,
    since: instantJson(since),
    actions: actions === null ? null : [...actions],
    purposes: purposes === null ? null : [...purposes],
  })),
});
