import type { HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

/** What organisations listen for. */
export const listeningFacts: readonly HiddenFact[] = [
  {
    name: 'a topic that an organisation keeps and watches',
    about: { organisations: ['organisation'] },
    knows: { staff: 'has a seat in the organisation' },
    also: ['rosa', 'member elsewhere'],
    async happen({ cast, do: make }) {
      const said = {
        organisation: cast.things.organisation as string,
        function: 'marketing',
        title: 'Word of bilbies',
        hashtags: ['bilbies'],
      };
      const made = await make('stan keeps a topic', post('/api/insight/v1/topics', said), cast.people.stan);
      const topic = textIn(made, 'id');
      const watch = await make(
        'stan watches the topic',
        post('/api/insight/v1/watches', { topic, until: '2026-03-20' }),
        cast.people.stan,
      );
      return { ids: [topic, textIn(watch, 'id')], words: ['bilbies'] };
    },
  },
];
