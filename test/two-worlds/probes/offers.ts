import { last, organisations, type Probe, read, type Scene, spaces, write } from './probe.ts';

const OFFERS = '/api/insight/v1/offers';
const OWN = '/api/privacy/v1/offers';
const CHOICES = '/api/privacy/v1/offer-choices';
const TAGS = '/api/privacy/v1/networks/:slug/sensitive-tags';
const SPACE = '/api/privacy/v1/spaces/:id/sensitive';

const houses = (scene: Scene): readonly string[] => [
  ...new Set([...organisations(scene), ...scene.hidden.ids]),
];
/** Whatever is guessed as an offer, and one's own draft. */
const offers = (scene: Scene): readonly string[] => [
  ...new Set([...scene.guesses, ...scene.hidden.ids, scene.kept('own offer')]),
];
const ofEach =
  (use: { readonly body?: unknown } = {}) =>
  (scene: Scene) =>
    offers(scene).map((id) => ({ at: { id }, ...use }));
const said = (scene: Scene, audience: string) => ({
  audience,
  title: 'Own offer',
  text: 'For nobody',
  link: 'https://shop.example/',
  until: '2026-04-01T00:00:00Z',
  ...(scene.word === '' ? {} : { most_times: 1 }),
});
const slugs = ['acme', 'globex'];
const hiding = { body: { hidden: true } };

/** What organisations offer, what oneself is offered, and what is nobody's business. */
export const offerProbes: readonly Probe[] = [
  read(`GET ${OFFERS}`, (scene) =>
    houses(scene).map((organisation) => ({ query: `organisation=${organisation}` })),
  ),
  read(`GET ${OFFERS}/:id`, ofEach()),
  write(`POST ${OFFERS}`, (scene) =>
    houses(scene).flatMap((organisation) =>
      [scene.kept('own audience'), ...scene.hidden.ids].map((audience) => ({
        body: { organisation, ...said(scene, audience) },
        keep: 'own offer',
      })),
    ),
  ),
  write(`PUT ${OFFERS}/:id`, (scene) => ofEach({ body: said(scene, scene.kept('own audience')) })(scene)),
  write(`POST ${OFFERS}/:id/publish`, ofEach()),
  write(`POST ${OFFERS}/:id/outcomes`, ofEach()),
  last(`DELETE ${OFFERS}/:id`, ofEach()),

  read(`GET ${OWN}`),
  read(`GET ${CHOICES}`),
  write(`POST ${OWN}/next`, () => [{}, {}]),
  write(`POST ${OWN}/:id/open`, ofEach()),
  write(`POST ${OWN}/:id/accept`, ofEach()),
  write(`PUT ${OWN}/:id/hidden`, ofEach(hiding)),
  write(`PUT ${CHOICES}`, () => [{ body: { most: 1 } }, { body: { most: 3 } }]),
  write(`PUT ${CHOICES}/organisations/:id`, (scene) =>
    houses(scene).map((id) => ({ at: { id }, body: { hidden: true } })),
  ),
  last(`PUT ${CHOICES}/organisations/:id`, (scene) =>
    houses(scene).map((id) => ({ at: { id }, body: { hidden: false } })),
  ),

  read(`GET ${TAGS}`, () => slugs.map((slug) => ({ at: { slug } }))),
  // Each is taken back at once: the answer has all that the asker marked, and would repeat one word to the next request.
  write(`PUT ${TAGS}/:tag`, (scene) =>
    slugs.flatMap((slug) => [
      { at: { slug, tag: 'wombats' }, body: { sensitive: true } },
      ...scene.hidden.words
        .filter((word) => /^\w+$/.test(word))
        .flatMap((tag) => [true, false].map((sensitive) => ({ at: { slug, tag }, body: { sensitive } }))),
    ]),
  ),
  last(`PUT ${TAGS}/:tag`, () => [{ at: { slug: 'acme', tag: 'wombats' }, body: { sensitive: false } }]),
  read(`GET ${SPACE}`, (scene) =>
    [...new Set([...spaces(scene), ...scene.hidden.ids])].map((id) => ({ at: { id } })),
  ),
  write(`PUT ${SPACE}`, (scene) =>
    [...new Set([...spaces(scene), ...scene.hidden.ids])].map((id) => ({
      at: { id },
      body: { sensitive: true },
    })),
  ),
];
