import { ABSENT } from '../absent.ts';
import { eachId, last, organisations, type Probe, read, type Scene, write } from './probe.ts';

const BASE = '/api/organisations/v1';
const TEXT = 'forbid (principal, action == Action::"mine", resource);';

/** What organisations sign: as the matters of each, and with what is guessed as a matter of one. */
export const signOffProbes: readonly Probe[] = [
  read(`GET ${BASE}/policies`),
  read(`GET ${BASE}/changes`),
  read(`GET ${BASE}/:id/matters`, eachId(organisations)),
  read(`GET ${BASE}/:id/sign-off-rules`, eachId(organisations)),
  read(`GET ${BASE}/:id/matters/:matter`, (scene) => matters(scene).map((at) => ({ at }))),
  write(`POST ${BASE}/:id/matters`, (scene) =>
    scene.organisations
      .slice(0, 2)
      .map((id) => ({ at: { id }, body: { kind: 'policy', title: 'Own', text: TEXT }, keep: 'own matter' })),
  ),
  write(`PUT ${BASE}/:id/matters/:matter`, (scene) =>
    matters(scene).map((at) => ({ at, body: { title: 'Guessed', text: TEXT } })),
  ),
  write(`POST ${BASE}/:id/matters/:matter/steps`, (scene) =>
    matters(scene).flatMap((at) => [
      { at, body: { step: 'comment', text: 'Is it there?' } },
      { at, body: { step: 'approve', discipline: 'legal', hash: '0'.repeat(64) } },
    ]),
  ),
  last(`PUT ${BASE}/:id/sign-off-rules`, (scene) =>
    scene.organisations.slice(0, 2).map((id) => ({ at: { id }, body: { kind: 'policy', besides: [] } })),
  ),
];

const matters = (scene: Scene): { readonly id: string; readonly matter: string }[] => [
  ...[...new Set([...scene.guesses.slice(0, 3), scene.kept('own matter'), ABSENT])].map((matter) => ({
    id: scene.cast.things.organisation as string,
    matter,
  })),
];
