import { organisations, type Probe, read, type Scene, write } from './probe.ts';

const RISKS = '/api/organisations/v1/:id/risks';

/** Registers of processing. Nobody who traces is an expert, whatever they guess. */
export const riskProbes: readonly Probe[] = [
  read(`GET ${RISKS}`, (scene) => organisations(scene).map((id) => ({ at: { id } }))),
  read(`GET ${RISKS}/:risk`, (scene) => places(scene).map((at) => ({ at }))),
  read(`GET ${RISKS}/:risk/impact-assessment`, (scene) => places(scene).map((at) => ({ at }))),
  write(`POST ${RISKS}`, (scene) =>
    organisations(scene).map((id) => ({ at: { id }, body: bodyOf(scene.kept('given seat')) })),
  ),
  write(`PUT ${RISKS}/:risk`, (scene) =>
    places(scene).map((at) => ({ at, body: bodyOf(scene.kept('given seat')) })),
  ),
  write(`DELETE ${RISKS}/:risk`, (scene) => places(scene).map((at) => ({ at }))),
];

const bodyOf = (owner: string) => ({
  title: 'Listening',
  purpose: 'aggregation',
  functions: ['support'],
  owner,
});

/** Whatever is guessed as a processing, in each organisation. */
const places = (scene: Scene): readonly { readonly id: string; readonly risk: string }[] => {
  const [risk = ''] = scene.guesses;
  return organisations(scene).map((id) => ({ id, risk }));
};
