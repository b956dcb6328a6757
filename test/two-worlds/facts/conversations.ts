import type { HiddenFact } from './hidden-fact.ts';
import { post, remove, textIn, upload } from './requests.ts';

const BASE = '/api/privacy/v1/conversations';
/** Olive and Iris have one in the base world; Sam has asked Peter for one. */
const OWN = 'conversation with iris';
const ASKED = 'conversation that sam asks for';

/** What is said in private, and what somebody does with it. */
export const conversationFacts: readonly HiddenFact[] = [
  {
    name: 'a conversation between two others',
    about: { people: ['peter', 'rosa'] },
    knows: { peter: 'is in it', rosa: 'is in it' },
    async happen({ cast, do: make }) {
      const body = { with: [cast.people.rosa.id], text: 'The quokkas are back' };
      const begun = await make('peter writes to rosa', post(BASE, body), cast.people.peter);
      const id = textIn(begun, 'id');
      await make('rosa says yes', post(`${BASE}/${id}/answer`, { answer: 'accept' }), cast.people.rosa);
      return { is: 'conversations', ids: [id, textIn(begun, 'last_message.id')], words: ['quokkas'] };
    },
  },
  {
    name: 'a message with a file in a conversation',
    about: { people: ['iris'], conversations: [OWN] },
    knows: { owner: 'wrote it', 'in the circle': 'is in it' },
    async happen({ cast, do: make }) {
      const path = `${BASE}/${cast.things[OWN]}/messages`;
      const { olive } = cast.people;
      const file = textIn(
        await make('olive uploads', upload('quokkas.txt', 'What quokkas eat'), olive),
        'id',
      );
      const message = { text: 'Feed the quokkas', attachments: [file] };
      const said = await make('olive writes', post(path, message), olive);
      return {
        is: 'conversations',
        ids: [textIn(said, 'id'), file],
        resources: [file],
        words: ['quokkas'],
      };
    },
  },
  {
    name: 'who refuses a request to talk',
    about: { people: ['peter', 'sam'], conversations: [ASKED] },
    knows: { peter: 'refused it' },
    async happen({ cast, do: make }) {
      const path = `${BASE}/${cast.things[ASKED]}/answer`;
      await make('peter says no', post(path, { answer: 'refuse' }), cast.people.peter);
      return {};
    },
  },
  {
    name: 'that a member reads, mutes and deletes for herself',
    about: { people: ['iris'], conversations: [OWN] },
    knows: { 'in the circle': 'did it' },
    also: ['owner'],
    async happen({ cast, do: make }) {
      const path = `${BASE}/${cast.things[OWN]}`;
      const [first, second] = ['first message', 'second message'].map((label) => cast.things[label]);
      await make('iris reads', post(`${path}/read`, { up_to: second }), cast.people.iris);
      const mute = { method: 'PATCH', path, body: { muted: true } };
      await make('iris mutes it', mute, cast.people.iris);
      await make('iris deletes for herself', remove(`${path}/messages/${first}`), cast.people.iris);
      return {};
    },
  },
  {
    name: 'a conversation with an organisation, and what is shown in it',
    about: { people: ['olive'], organisations: ['organisation'], attributes: ['attribute'] },
    // Stan has a seat in another function.
    knows: { owner: 'began it' },
    async happen({ cast, do: make }) {
      const body = {
        organisation: cast.things.organisation,
        function: 'support',
        text: 'Quokkas everywhere',
      };
      const begun = await make('olive writes to Orga', post(BASE, body), cast.people.olive);
      const id = textIn(begun, 'id');
      const show = { attribute: cast.things.attribute, precision: 'exact' };
      const shown = await make('olive shows', post(`${BASE}/${id}/attributes`, show), cast.people.olive);
      const ids = [id, textIn(begun, 'last_message.id'), textIn(shown, '0.id')];
      return { is: 'conversations', ids, words: ['quokkas'] };
    },
  },
];
