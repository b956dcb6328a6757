import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

const RECORDS = '/api/organisations/v1/records';

/** What members ask about their own data, and what organisations note of it. */
export const recordFacts: readonly HiddenFact[] = [
  {
    name: 'what somebody asks an organisation about their own data',
    about: { people: ['rosa', 'peter'], organisations: ['organisation'] },
    knows: { rosa: 'asked' },
    // Not Peter, whom the administrator's trace makes an expert: its report says how many asked.
    also: ['in the circle', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const { rosa } = cast.people;
      const path = '/api/privacy/v1/data-requests';
      const asked = { organisation: cast.things.organisation, kind: 'access', words: 'All about the wombat' };
      const answer = await make('rosa asks orga', post(path, asked), rosa);
      return { ids: [textIn(answer, 'id')], words: ['wombat'] };
    },
  },
  {
    name: 'that an organisation noted a breach',
    about: { people: ['peter'] },
    knows: { quinn: 'keeps its records' },
    also: ['in the circle', 'peter', 'member elsewhere'],
    async happen(doing) {
      const { id, quinn } = await office(doing, 'breachy', ['risk']);
      const breach = {
        title: 'The echidna laptop',
        from: '2026-03-01T00:00:00Z',
        until: '2026-03-02T00:00:00Z',
        known_at: '2026-03-01T00:00:00Z',
      };
      const path = `${RECORDS}/${id}/breaches`;
      const opened = textIn(await doing.do('quinn opens it', post(path, breach), quinn), 'id');
      const told = { kind: 'told', words: 'The echidna laptop was lost', advice: 'Change your password' };
      await doing.do('quinn tells those affected', post(`${path}/${opened}/entries`, told), quinn);
      return { is: 'organisations', ids: [id, opened], words: ['echidna'] };
    },
    async instead(doing) {
      await office(doing, 'breachy', ['risk']);
      doing.pass();
      doing.pass();
    },
  },
  {
    name: 'with which seat a request is',
    about: { people: ['winny'] },
    knows: { quinn: 'answers for the organisation' },
    also: ['in the circle', 'peter', 'member elsewhere'],
    async happen(doing) {
      const { id, request, seats } = await assigned(doing, 0);
      return { is: 'organisations', ids: [id, request, ...seats] };
    },
    async instead(doing) {
      await assigned(doing, 1);
    },
  },
];

/** An organisation for which Quinn is an expert. */
async function office({ cast, do: make }: Doing, handle: string, disciplines: readonly string[]) {
  const { ada, quinn } = cast.people;
  const made = { handle, display_name: 'Office', note: '' };
  const id = textIn(
    await make(`ada makes ${handle}`, post('/api/privacy/v1/organisations', made), ada),
    'id',
  );
  const seats: string[] = [];
  for (const name of disciplines) {
    const given = { persona: quinn.id, kind: 'discipline', name };
    const path = `/api/organisations/v1/${id}/seats`;
    seats.push(textIn(await make(`quinn has a seat in ${name}`, post(path, given), ada), 'id'));
  }
  return { id, quinn, seats };
}

/** Winny asks such an organisation, and Quinn says with which seat that is. */
async function assigned(doing: Doing, turn: number) {
  const { id, quinn, seats } = await office(doing, 'desk', ['legal', 'compliance']);
  const { winny } = doing.cast.people;
  const asked = { organisation: id, kind: 'access', words: '' };
  const made = await doing.do('winny asks', post('/api/privacy/v1/data-requests', asked), winny);
  const request = textIn(made, 'id');
  const path = `${RECORDS}/${id}/requests/${request}/assigned`;
  await doing.do('quinn says whose it is', put(path, { seat: seats[turn] }), quinn);
  return { id, request, seats };
}
