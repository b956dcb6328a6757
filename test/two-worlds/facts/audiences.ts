import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

const AUDIENCES = '/api/insight/v1/audiences';

/** Whom organisations mean to reach, and what they were told. */
export const audienceFacts: readonly HiddenFact[] = [
  {
    name: 'an audience that an organisation keeps',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation' },
    also: ['rosa', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const said = audienceOf(cast.things.organisation as string, 'numbats');
      return {
        ids: [textIn(await make('stan keeps an audience', post(AUDIENCES, said), cast.people.stan), 'id')],
        words: ['numbats'],
      };
    },
  },
  {
    name: 'what an organisation was told',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation' },
    also: ['rosa', 'member elsewhere'],
    routes: {
      match: / \/api\/insight\/v1\/(answers|unseen|budget)/,
      because: 'which purposes an organisation counts for concerns everybody (ADR 37)',
    },
    async happen({ cast, do: make }) {
      const asked = {
        organisation: cast.things.organisation,
        function: 'marketing',
        purpose: 'influence-measurement',
        what: 'ties',
      };
      const told = await make('stan asks', post('/api/insight/v1/unseen', asked), cast.people.stan);
      return { ids: [textIn(told, 'lets.id')] };
    },
  },
  {
    name: 'an audience of another organisation',
    about: { organisations: ['organisation'] },
    knows: { rosa: 'has a seat in that organisation' },
    async happen(doing) {
      const organisation = await another(doing);
      const said = audienceOf(organisation, 'quokkas');
      const made = await doing.do('rosa keeps an audience', post(AUDIENCES, said), doing.cast.people.rosa);
      return { ids: [textIn(made, 'id'), organisation], words: ['quokkas'] };
    },
    async instead(doing) {
      await another(doing);
    },
  },
];

const audienceOf = (organisation: string, word: string) => ({
  organisation,
  title: `Friends of ${word}`,
  function: 'marketing',
  purpose: 'offer-targeting',
  conditions: [{ kind: 'interest', values: [word] }],
});

/** There in both worlds: an organisation in which Rosa sits in marketing. */
async function another({ cast, do: make }: Doing): Promise<string> {
  const { ada, rosa } = cast.people;
  const organisation = { handle: 'othera', display_name: 'Othera', note: 'A business' };
  const id = textIn(
    await make('another organisation', post('/api/privacy/v1/organisations', organisation), ada),
    'id',
  );
  const seat = { persona: rosa.id, kind: 'function', name: 'marketing' };
  await make('rosa is given a seat', post(`/api/organisations/v1/${id}/seats`, seat), ada);
  return id;
}
