import { REPEATED } from '../probes/resources.ts';
import type { HiddenFact } from './hidden-fact.ts';
import { post, textIn } from './requests.ts';

const CIRCLE = { 'in the circle': 'the circle is its audience', owner: 'shared it' } as const;
const RESOURCES = '/api/privacy/v1/resources';
const UPLOADS = '/api/privacy/v1/uploads';

const REMARK = { status: 'Quite so', visibility: 'public' } as const;

/** What is shared besides posts, with a circle, and what is said of it. */
export const resourceFacts: readonly HiddenFact[] = [
  {
    name: 'a labelled page and a file in a folder for a circle',
    about: { people: ['olive'], resources: ['shared folder'] },
    knows: CIRCLE,
    async happen({ cast, do: make }) {
      const { olive } = cast.people;
      const made = async (what: string, body: object) =>
        textIn(await make(what, post(RESOURCES, body), olive), 'id');
      const folder = await made('olive makes a folder', {
        kind: 'folder',
        title: 'Wombat plans',
        folder: cast.things['shared folder'],
      });
      await make(
        'it is shared by itself',
        { method: 'PATCH', path: `${RESOURCES}/${folder}`, body: { sharing: 'own' } },
        olive,
      );
      const grants = await make(
        'its grants',
        { method: 'GET', path: `${RESOURCES}/${folder}/grants` },
        olive,
      );
      await make(
        'the network is taken out',
        { method: 'DELETE', path: `${RESOURCES}/${folder}/grants/${textIn(grants, '0.id')}` },
        olive,
      );
      const audience = { kind: 'circle', circle: cast.things['inner circle'] };
      await make(
        'the circle is let in',
        post(`${RESOURCES}/${folder}/grants`, { actions: ['see', 'download'], audience }),
        olive,
      );
      const page = await made('olive writes a page', {
        kind: 'page',
        title: 'Doors',
        text: `Note that ${REPEATED}.`,
        label: 'internal',
        folder,
      });
      const bytes = 'wombats in a file';
      const begun = await make(
        'an upload',
        post(UPLOADS, { name: 'wombats.txt', bytes: bytes.length }),
        olive,
      );
      const upload = textIn(begun, 'id');
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      await make('its bytes', { method: 'PATCH', path: `${UPLOADS}/${upload}`, body: bytes, headers }, olive);
      const file = await made('olive shares a file', { kind: 'file', title: 'wombats.txt', upload, folder });
      return {
        is: 'resources',
        ids: [folder, page, file],
        resources: [folder, page, file],
        words: ['wombats', 'wombat'],
      };
    },
  },
  {
    name: 'a comment for all on a page for a circle',
    about: { people: ['olive', 'iris'], resources: ['shared page'] },
    knows: CIRCLE,
    async happen({ cast, do: make }) {
      const { olive, iris } = cast.people;
      const body = { kind: 'page', title: 'Burrows', text: 'Where they dig' };
      const page = textIn(await make('olive writes a page for some', post(RESOURCES, body), olive), 'id');
      const audience = { kind: 'circle', circle: cast.things['inner circle'] };
      const grant = { actions: ['see', 'reply', 'reshare'], audience };
      await make('the circle may answer', post(`${RESOURCES}/${page}/grants`, grant), olive);
      const words = { status: 'Wombats dig deeper', in_reply_to_id: page, visibility: 'public' };
      const comment = textIn(await make('iris comments', post('/api/v1/statuses', words), iris), 'id');
      const passed = textIn(
        await make('iris passes it on', post(`${RESOURCES}/${page}/reshare`), iris),
        'id',
      );
      return { is: 'posts', ids: [comment, passed], resources: [page], words: ['wombats', 'wombat'] };
    },
  },
  {
    name: 'what a post for all quotes of a circle',
    about: { people: ['olive'], posts: ['post to inner'] },
    knows: CIRCLE,
    async happen({ cast, do: make }) {
      const quotes = { quoted_status_id: cast.things['post to inner'] };
      await make('olive remarks', post('/api/v1/statuses', { ...REMARK, ...quotes }), cast.people.olive);
      return {};
    },
    async instead({ cast, do: make }) {
      await make('olive remarks', post('/api/v1/statuses', REMARK), cast.people.olive);
    },
  },
];
