import { anotherHouse, audienceOf } from './audiences.ts';
import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

const AUDIENCES = '/api/insight/v1/audiences';
const OFFERS = '/api/insight/v1/offers';
const OWN = '/api/privacy/v1/offers';

/** What organisations offer, what members do with it, and what is nobody's business. */
export const offerFacts: readonly HiddenFact[] = [
  {
    name: 'an offer of another organisation',
    about: { organisations: ['organisation'] },
    knows: { rosa: 'has a seat in that organisation' },
    async happen(doing) {
      const { organisation, audience } = await anotherAudience(doing);
      const said = { organisation, ...offerFor(audience), title: 'Quolls for two' };
      const made = await doing.do('rosa writes an offer', post(OFFERS, said), doing.cast.people.rosa);
      return { ids: [textIn(made, 'id'), organisation], words: ['quolls'] };
    },
    async instead(doing) {
      await anotherAudience(doing);
    },
  },
  {
    name: 'that somebody is shown an offer, accepts it, and wants no more',
    about: { people: ['rosa'], organisations: ['organisation'] },
    knows: { rosa: 'was shown it' },
    also: ['in the circle', 'peter', 'member elsewhere'],
    async happen(doing) {
      const id = await liveOffer(doing);
      const { rosa } = doing.cast.people;
      const shown = await doing.do('rosa is shown it', post(`${OWN}/next`), rosa);
      if (textIn(shown, 'offer.id') !== id) throw new Error(`another offer: ${shown.body}`);
      await doing.do('rosa accepts it', post(`${OWN}/${id}/accept`), rosa);
      await doing.do('rosa wants one a day', put('/api/privacy/v1/offer-choices', { most: 1 }), rosa);
      return {};
    },
    async instead(doing) {
      await liveOffer(doing);
    },
  },
  {
    name: 'that a space is marked as sensitive',
    about: { spaces: ['closed space'] },
    knows: {
      'in the circle': 'is a member of the space',
      quinn: 'administers the space',
      administrator: 'administers the network',
    },
    // Not staff: whoever asks to listen to the space is refused, and told by which rule.
    only: [
      'visitor',
      'stranger',
      'follower',
      'ex-follower',
      'taken out of the circle',
      'ex-member',
      'blocked',
      'sibling',
    ],
    async happen({ cast, do: make }) {
      const path = `/api/privacy/v1/spaces/${cast.things['closed space']}/sensitive`;
      await make('quinn marks the lab', put(path, { sensitive: true }), cast.people.quinn);
      return {};
    },
  },
];

const offerFor = (audience: string) => ({
  audience,
  title: 'Bilbies for two',
  text: 'While there are some',
  until: '2026-04-10T00:00:00Z',
});

async function anotherAudience(doing: Doing) {
  const organisation = await anotherHouse(doing, 'offera');
  const said = audienceOf(organisation, 'quolls');
  const made = await doing.do('rosa keeps an audience', post(AUDIENCES, said), doing.cast.people.rosa);
  return { organisation, audience: textIn(made, 'id') };
}

/** There in both worlds: an offer for whoever likes bilbies, which Rosa does and shows. */
async function liveOffer({ cast, do: make }: Doing): Promise<string> {
  const { rosa, stan } = cast.people;
  const orga = cast.things.organisation as string;
  const toOrga = { kind: 'persona', persona: orga };
  for (const [kind, value, precision] of [
    ['interest', 'bilbies', 'exact'],
    ['birth-date', '1980-05-21', 'year'],
  ]) {
    const own = await make(`rosa notes ${kind}`, post('/api/privacy/v1/attributes', { kind, value }), rosa);
    const path = `/api/privacy/v1/attributes/${textIn(own, 'id')}/disclosure`;
    await make(`rosa shows ${kind}`, put(path, { precision, audience: toOrga }), rosa);
  }
  const rules = [{ audience: toOrga, over: ['attributes'] }];
  await make('rosa lets it', put('/api/privacy/v1/processing-rules/offer-targeting', { rules }), rosa);
  for (let n = 0; n < 15; n++) {
    const { conditions, ...said } = audienceOf(orga, 'bilbies');
    // Each question has noise of its own, by which an audience may be used or not: the same in both worlds.
    const values = ['bilbies', `nothing ${n}`];
    const wanted = { ...said, conditions: conditions.map((one) => ({ ...one, values })) };
    const id = textIn(await make(`stan keeps audience ${n}`, post(AUDIENCES, wanted), stan), 'id');
    const told = await make(`stan asks for its size ${n}`, post(`${AUDIENCES}/${id}/size`), stan);
    if (!told.body.includes('"usable":true')) continue;
    const made = await make(
      'stan writes an offer',
      post(OFFERS, { organisation: orga, ...offerFor(id) }),
      stan,
    );
    return textIn(
      await make('stan publishes it', post(`${OFFERS}/${textIn(made, 'id')}/publish`), stan),
      'id',
    );
  }
  throw new Error('no audience may be used');
}
