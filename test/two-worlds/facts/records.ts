import type { HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

/** What members ask about their own data. */
export const recordFacts: readonly HiddenFact[] = [
  {
    name: 'what somebody asks an organisation about their own data',
    about: { people: ['rosa', 'peter'], organisations: ['organisation'] },
    knows: { rosa: 'asked' },
    also: ['in the circle', 'peter', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const { rosa } = cast.people;
      const path = '/api/privacy/v1/data-requests';
      const asked = { organisation: cast.things.organisation, kind: 'access', words: 'All about the wombat' };
      const answer = await make('rosa asks orga', post(path, asked), rosa);
      return { ids: [textIn(answer, 'id')], words: ['wombat'] };
    },
  },
];
