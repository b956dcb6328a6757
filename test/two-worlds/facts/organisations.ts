import type { Name } from '../cast.ts';
import type { Ask } from '../world.ts';
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
  {
    name: 'with whom an organisation works',
    about: { people: ['rosa'], organisations: ['organisation'] },
    knows: { rosa: 'acts for the partner', staff: 'acts for the organisation' },
    also: ['peter'],
    async happen(doing) {
      const { stan, id, path } = await meets(doing);
      const asked = textIn(
        await doing.do('stan looks', { headers: stan.headers, ...get(path) }, stan.who),
        '0.id',
      );
      await doing.do(
        'stan says yes',
        { headers: stan.headers, ...post(`${path}/${asked}/approve`) },
        stan.who,
      );
      return { is: 'organisations', ids: [id, asked] };
    },
    async instead(doing) {
      const { stan, path } = await meets(doing);
      const asked = textIn(
        await doing.do('stan looks', { headers: stan.headers, ...get(path) }, stan.who),
        '0.id',
      );
      await doing.do(
        'stan says yes',
        { headers: stan.headers, ...post(`${path}/${asked}/refuse`) },
        stan.who,
      );
    },
  },
];

const get = (path: string): Ask => ({ method: 'GET', path });

/** There is a partner, for whom Rosa asks to connect. */
async function meets({ cast, do: make }: Doing) {
  const { ada, rosa, stan } = cast.people;
  const made = { handle: 'partner', display_name: 'Partner', note: '' };
  const id = textIn(await make('ada makes it', post('/api/privacy/v1/organisations', made), ada), 'id');
  const given = { persona: rosa.id, kind: 'function', name: 'sales' };
  const seats = `/api/organisations/v1/${id}/seats`;
  const seat = textIn(await make('rosa acts for it', post(seats, given), ada), 'id');
  const path = '/api/privacy/v1/connections/requests';
  const asking = post(path, { to: cast.things.organisation });
  await make('rosa asks', { ...asking, headers: { 'acting-seat': seat } }, rosa);
  const own = await make('stan has a seat', get('/api/organisations/v1/seats'), stan);
  return { id, path, stan: { who: stan, headers: { 'acting-seat': textIn(own, '0.seats.0.id') } } };
}

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
