import type { Doing, HiddenFact } from './hidden-fact.ts';
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
  {
    name: "another organisation's conversation, and how its desk keeps it",
    about: { people: ['peter'] },
    // Stan has a seat in an organisation too.
    knows: { peter: 'began it' },
    async happen({ cast, do: make }) {
      const { ada, rosa, peter } = cast.people;
      const umbra = await anotherOrganisation({ cast, do: make });
      const body = { organisation: umbra, function: 'support', text: 'The quokkas ate it' };
      const begun = await make('peter writes to Umbra', post(BASE, body), peter);
      const id = textIn(begun, 'id');
      const desk = '/api/organisations/v1/desk';
      const staff = `/api/privacy/v1/organisations/${umbra}/staff/${rosa.id}`;
      const tag = { organisation: umbra, name: 'Quokka bites' };
      await make('rosa is staff', { method: 'PUT', path: staff, body: { functions: ['support'] } }, ada);
      const filed = textIn(await make('rosa makes a tag', post(`${desk}/tags`, tag), rosa), 'id');
      const tags = { method: 'PUT', path: `${desk}/conversations/${id}/tags`, body: { tags: [filed] } };
      await make('rosa files it', tags, rosa);
      await make('rosa answers', post(`${BASE}/${id}/messages`, { text: 'Poor quokkas' }), rosa);
      return { is: 'conversations', ids: [id, filed, umbra], words: ['quokkas', 'Quokka bites'] };
    },
    async instead({ cast, do: make, pass }) {
      const umbra = await anotherOrganisation({ cast, do: make });
      pass();
      const staff = `/api/privacy/v1/organisations/${umbra}/staff/${cast.people.rosa.id}`;
      const seat = { method: 'PUT', path: staff, body: { functions: ['support'] } };
      await make('rosa is staff', seat, cast.people.ada);
      for (let n = 0; n < 4; n++) pass();
    },
  },
  {
    name: 'who holds a seat',
    about: { people: ['peter', 'quinn'], organisations: ['organisation'] },
    // Cleo is answered from it.
    knows: { administrator: 'gave the seat', peter: 'holds it', quinn: 'holds it in the other world' },
    happen: (doing) => seatAnswers(doing, 'peter'),
    async instead(doing) {
      await seatAnswers(doing, 'quinn');
    },
  },
];

/** There in both worlds. */
async function anotherOrganisation({ cast, do: make }: Pick<Doing, 'cast' | 'do'>): Promise<string> {
  const umbra = { handle: 'umbra', display_name: 'Umbra', note: 'Another business' };
  const path = '/api/privacy/v1/organisations';
  return textIn(await make('ada makes another organisation', post(path, umbra), cast.people.ada), 'id');
}

/** Somebody answers Cleo from a seat in Orga's communications, and loses it. */
async function seatAnswers({ cast, do: make }: Doing, holder: 'peter' | 'quinn'): Promise<object> {
  const { cleo, ada } = cast.people;
  const path = `/api/privacy/v1/organisations/${cast.things.organisation}/staff/${cast.people[holder].id}`;
  const body = { organisation: cast.things.organisation, function: 'communications', text: 'Who is it?' };
  const begun = textIn(await make('cleo writes to Orga', post(BASE, body), cleo), 'id');
  await make('a seat is given', { method: 'PUT', path, body: { functions: ['communications'] } }, ada);
  const said = { text: 'It is Orga' };
  await make('it answers', post(`${BASE}/${begun}/messages`, said), cast.people[holder]);
  return {};
}
