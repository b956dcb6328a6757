import type { ToldNumber } from './audiences.ts';
import type { Client } from './client.ts';
import type { Waiting } from './jobs.ts';

const base = '/api/insight/v1';

/** What the experts signed, in one of the forms of what leaves. */
export interface Signed<Definition> {
  matter: string;
  title: string;
  definition: Definition;
}

export interface ExportDefinition {
  function: string;
  purpose: string;
  attribute: string;
  values: string[];
  until: string;
}

export interface ExportTable {
  id: string;
  rows: (ToldNumber & { value: string | null })[];
  minimum: number;
  noise: { sigma: number };
  made_at: string;
}

export interface SyntheticDefinition {
  function: string;
  purpose: string;
  synthetic: { kind: string; values: string[] }[];
  until: string;
}

interface TableRisk {
  rows: number;
  smallest_class: number | null;
  unique_rows: number;
  unique_share: number;
}

export interface SyntheticTable {
  kinds: string[];
  rows: { values: (string | null)[]; times: number }[];
  marginals: { kinds: string[]; error: { mean: number; most: number } }[];
  risk: TableRisk;
  alone: ToldNumber;
  noise: { sigma: number };
}

export interface TrainingDefinition {
  function: string;
  purpose: string;
  training: { for: string; from: string; before: string; tags: string[] };
  until: string;
}

export interface TrainingData {
  signed: Signed<TrainingDefinition>[];
  files: {
    id: string;
    definition: TrainingDefinition;
    rows: number | null;
    sha256: string | null;
    made_at: string;
    renew_by: string;
    delete_by: string;
  }[];
}

export interface ResolutionDefinition {
  function: string;
  purpose: string;
  resolution: string[];
  until: string;
}

export interface Resolutions {
  attempts: {
    id: string;
    function: string;
    individually: boolean;
    by: string[];
    rows: number;
    outcome: string | null;
    at: string;
  }[];
  signed: Signed<ResolutionDefinition>[];
}

export interface Resolution extends ToldNumber {
  rows: number;
  sigma: number;
  named: { persona: string; handle: string; lines: number[] }[] | null;
}

/** For what tables and rows may leave. */
export const EXPORT_PURPOSES = ['aggregation', 'mining'] as const;

export const listExports = (client: Client, organisation: string): Promise<Signed<ExportDefinition>[]> =>
  client.get(`${base}/exports`, { query: { organisation } });
export const makeExport = (
  client: Client,
  organisation: string,
  definition: ExportDefinition,
): Promise<ExportTable | Waiting<ExportTable>> =>
  client.post(`${base}/exports`, { organisation, definition });
export const exportCsv = async (
  client: Client,
  organisation: string,
  definition: ExportDefinition,
): Promise<string> =>
  (await client.send('POST', `${base}/exports/csv`, asJson({ organisation, definition }))).text();

export const listSynthetic = (client: Client, organisation: string): Promise<Signed<SyntheticDefinition>[]> =>
  client.get(`${base}/synthetic-tables`, { query: { organisation } });
export const makeSynthetic = (
  client: Client,
  organisation: string,
  definition: SyntheticDefinition,
): Promise<SyntheticTable | Waiting<SyntheticTable>> =>
  client.post(`${base}/synthetic-tables`, { organisation, definition });
export const syntheticCsv = async (
  client: Client,
  organisation: string,
  definition: SyntheticDefinition,
): Promise<string> =>
  (await client.send('POST', `${base}/synthetic-tables/csv`, asJson({ organisation, definition }))).text();

export const listTraining = (client: Client, organisation: string): Promise<TrainingData> =>
  client.get(`${base}/training-data`, { query: { organisation } });
/** The posts, one a line, and apart from them the card as a text to be read. */
export async function takeTraining(
  client: Client,
  organisation: string,
  definition: TrainingDefinition,
): Promise<{ posts: string; card: string }> {
  const answer = await client.send('POST', `${base}/training-data`, asJson({ organisation, definition }));
  const text = await answer.text();
  const from = text.lastIndexOf('\n', text.length - 2) + 1;
  const { markdown } = JSON.parse(text.slice(from)) as { markdown: string };
  return { posts: text.slice(0, from), card: markdown };
}

export const listResolutions = (client: Client, organisation: string): Promise<Resolutions> =>
  client.get(`${base}/resolutions`, { query: { organisation } });
/** @param individuallyUntil the day that was signed; null asks for the number alone */
export async function bringList(
  client: Client,
  organisation: string,
  fn: string,
  list: Blob,
  individuallyUntil: string | null,
): Promise<Resolution | Waiting<Resolution>> {
  const query = new URLSearchParams({ organisation, function: fn });
  if (individuallyUntil !== null) query.set('individually_until', individuallyUntil);
  const body = new Blob([list], { type: 'text/csv' });
  return (await client.send('POST', `${base}/resolutions?${query}`, body)).json() as Promise<
    Resolution | Waiting<Resolution>
  >;
}

const asJson = (body: unknown): Blob => new Blob([JSON.stringify(body)], { type: 'application/json' });
