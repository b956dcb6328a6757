import type { Doing, HiddenFact } from './hidden-fact.ts';
import { post, put, textIn } from './requests.ts';

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
    name: 'a trial that an organisation has counted',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation' },
    also: ['rosa', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const id = cast.things.organisation as string;
      const { stan } = cast.people;
      const trial = { text: TRIED, lines: [{ function: 'marketing', purpose: 'suggestions', what: 'ties' }] };
      const path = `/api/organisations/v1/${id}/simulations/jobs`;
      return {
        ids: [textIn(await make('stan has a trial counted', post(path, trial), stan), 'id')],
        words: ['pademelons'],
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
      const organisation = await anotherHouse(doing);
      const said = audienceOf(organisation, 'quokkas');
      const made = await doing.do('rosa keeps an audience', post(AUDIENCES, said), doing.cast.people.rosa);
      return { ids: [textIn(made, 'id'), organisation], words: ['quokkas'] };
    },
    async instead(doing) {
      await anotherHouse(doing);
    },
  },
  {
    name: 'that a member lets an organisation find out who they are and train models with their posts',
    about: { people: ['rosa'], organisations: ['organisation'] },
    knows: { rosa: 'the rules are hers' },
    also: ['peter', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const audience = { kind: 'persona', persona: cast.things.organisation };
      const told = { rules: [{ audience, over: ['attributes', 'named'] }] };
      const { rosa } = cast.people;
      await make(
        'rosa may be told of',
        put('/api/privacy/v1/processing-rules/entity-resolution', told),
        rosa,
      );
      const learnt = { rules: [{ audience, over: ['posts'] }] };
      await make(
        'rosa may be learnt from',
        put('/api/privacy/v1/processing-rules/model-training', learnt),
        rosa,
      );
      return {};
    },
  },
];

const TRIED = `@id("no-pademelons")
forbid (principal in Function::"sales", action == Action::"mine", resource);`;

export const audienceOf = (organisation: string, word: string) => ({
  organisation,
  title: `Friends of ${word}`,
  function: 'marketing',
  purpose: 'offer-targeting',
  conditions: [{ kind: 'interest', values: [word] }],
});

/** There in both worlds: an organisation in which Rosa sits in marketing. */
export async function anotherHouse({ cast, do: make }: Doing, handle = 'othera'): Promise<string> {
  const { ada, rosa } = cast.people;
  const organisation = { handle, display_name: 'Othera', note: 'A business' };
  const id = textIn(
    await make('another organisation', post('/api/privacy/v1/organisations', organisation), ada),
    'id',
  );
  const seat = { persona: rosa.id, kind: 'function', name: 'marketing' };
  await make('rosa is given a seat', post(`/api/organisations/v1/${id}/seats`, seat), ada);
  return id;
}
