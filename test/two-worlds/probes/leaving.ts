import { organisations, type Probe, read, type Scene, write } from './probe.ts';

const BASE = '/api/insight/v1';
const SYNTHETIC = `${BASE}/synthetic-tables`;
const TRAINING = `${BASE}/training-data`;
const RESOLUTIONS = `${BASE}/resolutions`;

/** Organisations, and whatever is guessed as one. */
const houses = (scene: Scene): readonly string[] => [
  ...new Set([...organisations(scene), ...scene.hidden.ids]),
];
const ofEach = (definition: object) => (scene: Scene) =>
  houses(scene).map((organisation) => ({ body: { organisation, definition } }));
const listed = (scene: Scene) =>
  houses(scene).map((organisation) => ({ query: `organisation=${organisation}` }));

// Of nothing that a fact here has let it: answers about what is let are tested as (ε, δ), in test/insight/.
const rows = {
  function: 'marketing',
  purpose: 'aggregation',
  synthetic: [
    { kind: 'skill', values: ['nothing that anybody shows'] },
    { kind: 'interest', values: ['nothing that anybody shows'] },
  ],
  until: '2026-04-01',
};
const posts = {
  function: 'marketing',
  purpose: 'model-training',
  training: { for: 'A model', from: '2026-01-01', before: '2026-04-01', tags: [] },
  until: '2026-04-01',
};
/** Addresses that an attacker might have, and others. */
const list = ({ hidden }: Scene): string => ['email', 'nobody@example.org', ...hidden.emails].join('\n');

/** What leaves: rows that nobody is, posts to train models with, and lists from outside. */
export const leavingProbes: readonly Probe[] = [
  read(`GET ${SYNTHETIC}`, listed),
  read(`GET ${TRAINING}`, listed),
  read(`GET ${RESOLUTIONS}`, listed),
  write(`POST ${SYNTHETIC}`, ofEach(rows)),
  write(`POST ${SYNTHETIC}/csv`, ofEach(rows)),
  write(`POST ${TRAINING}`, ofEach(posts)),
  write(`POST ${RESOLUTIONS}`, (scene) =>
    houses(scene).flatMap((organisation) =>
      ['', '&individually_until=2026-04-01'].map((more) => ({
        query: `organisation=${organisation}&function=marketing${more}`,
        body: list(scene),
        headers: { 'content-type': 'text/csv' },
      })),
    ),
  ),
];
