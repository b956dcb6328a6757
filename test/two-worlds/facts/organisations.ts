import type { Name } from '../cast.ts';
import type { Doing, Hidden, HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

/** Who acts for an organisation, and whom it works with. */
export const organisationFacts: readonly HiddenFact[] = [
  {
    name: 'which of two holds a seat, and speaks in it',
    about: { people: ['winny', 'fawn'], organisations: ['organisation'] },
    knows: {
      'follower of the sibling': 'holds it in the one world',
      'ex-follower': 'holds it in the other',
      administrator: 'gave it',
    },
    also: ['peter'],
    happen: (doing) => speaks(doing, 'winny'),
    async instead(doing) {
      await speaks(doing, 'fawn');
    },
  },
];

/** Somebody is given a seat, publishes in it, and answers Peter. */
async function speaks({ cast, do: make }: Doing, name: Name): Promise<Partial<Hidden>> {
  const { ada, peter, [name]: who } = cast.people;
  const house = `/api/organisations/v1/${cast.things.organisation}`;
  const given = { persona: who.id, kind: 'function', name: 'sales' };
  const seat = textIn(await make('ada gives a seat', post(`${house}/seats`, given), ada), 'id');
  const said = post('/api/v1/statuses', { status: 'Numbats half price', visibility: 'public' });
  const published = await make('staff publish', { ...said, headers: { 'acting-seat': seat } }, who);
  const conversations = '/api/privacy/v1/conversations';
  const asked = { organisation: cast.things.organisation, function: 'sales', text: 'How much?' };
  const conversation = textIn(await make('peter asks', post(conversations, asked), peter), 'id');
  const answer = post(`${conversations}/${conversation}/messages`, { text: 'Half of it' });
  await make('staff answer', answer, who);
  return { is: 'posts', ids: [textIn(published, 'id'), seat, conversation], words: ['numbats'] };
}
