import { z } from 'zod';
import { type PrivacyLabel, privacyLabel } from '../../community/networks/privacy-label.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentProfile } from '../../present/account.ts';
import type { Days } from '../../privacy/facts.ts';
import { hourSpans } from '../../privacy/hour-spans.ts';
import { ENGAGEMENT_PURPOSES, purposeIri } from '../../privacy/purposes.ts';
import { CONVERSATION_ORIGINS, FOREVER, FUNCTIONS, LABELS } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { networkJson, presentNetwork } from '../network-json.ts';
import { slugParams } from './params.ts';

const standing = z.enum(['forbidden', 'by-grant']);

const daysJson = z
  .object({ from: z.number(), until: z.number().nullable() })
  .nullable()
  .describe('In days, from and up to but not including; null is for good');

const presentDays = (days: Days | undefined) =>
  days === undefined ? null : { from: days.from, until: days.until === FOREVER ? null : days.until };

const labelJson = z.object({
  network: networkJson,
  run_by: z.object({
    host: z.string(),
    organisation: accountSchema.nullable(),
    administrators: z.array(accountSchema),
  }),
  highest_label: z.enum(LABELS),
  contact: z.array(z.object({ function: z.enum(FUNCTIONS), standing })),
  processing: z.array(z.object({ purpose: z.enum(ENGAGEMENT_PURPOSES), purpose_iri: z.string(), standing })),
  policies: z.array(
    z.object({
      actions: z.array(z.string()).nullable(),
      purposes: z.array(z.string()).nullable(),
      object_kinds: z.array(z.string()).nullable(),
      labels: z.array(z.string()).nullable(),
      organisation: accountSchema.nullable(),
      capacities: z.array(z.string()).nullable(),
      attributes: z.array(z.string()).nullable(),
      conversations: z.array(z.enum(CONVERSATION_ORIGINS)).nullable(),
      bases: z.array(z.string()).nullable(),
      hours: z.array(z.array(z.number())).nullable().describe('From o’clock up to o’clock, UTC'),
      age_days: daysJson,
      retention_days: daysJson,
      clause: z.string().nullable(),
      has_exceptions: z.boolean(),
    }),
  ),
  retention: z.object({
    written: z.literal('until-deleted'),
    attributes: z.literal('until-withdrawn'),
    request_days: z.number(),
  }),
  federation: z.object({ domain: z.string().nullable(), federates: z.boolean() }),
  exporters: z.array(z.string()),
});

const present = (deps: Pick<Deps, 'publicUrl'>, label: PrivacyLabel) => ({
  network: presentNetwork(label.network),
  run_by: {
    host: label.host,
    organisation: label.organisation === null ? null : presentProfile(deps, label.organisation),
    administrators: label.administrators.map((one) => presentProfile(deps, one)),
  },
  highest_label: label.highestLabel,
  contact: FUNCTIONS.map((fn) => ({ function: fn, standing: label.contact[fn] })),
  processing: label.processing.map((one) => ({ ...one, purpose_iri: purposeIri(one.purpose) })),
  policies: label.policies.map(({ policy, hasExceptions, organisation }) => ({
    actions: policy.actions ?? null,
    purposes: policy.purposes ?? null,
    object_kinds: policy.objectKinds ?? null,
    labels: policy.labels ?? null,
    organisation: organisation === null ? null : presentProfile(deps, organisation),
    capacities: policy.capacities ?? null,
    attributes: policy.attributes ?? null,
    conversations: policy.conversations ?? null,
    bases: policy.bases ?? null,
    hours: policy.hours === undefined ? null : hourSpans(policy.hours),
    age_days: presentDays(policy.age),
    retention_days: presentDays(policy.retention),
    clause: policy.clause ?? null,
    has_exceptions: hasExceptions,
  })),
  retention: {
    written: label.retention.written,
    attributes: label.retention.attributes,
    request_days: label.retention.requestDays,
  },
  federation: { domain: label.domain, federates: label.federates },
  exporters: label.exporters,
});

export const getPrivacyLabel = endpoint({
  method: 'get',
  path: '/api/privacy/v1/networks/:slug/privacy-label',
  summary: 'What somebody should know of a network before they join it',
  auth: 'nobody',
  params: slugParams,
  answers: labelJson,
  async handle({ params, at }, deps) {
    const label = await privacyLabel(deps, params.slug, at);
    return label.ok ? ok({ body: present(deps, label.value) }) : label;
  },
});
