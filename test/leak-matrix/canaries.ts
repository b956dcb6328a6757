import { createHash } from 'node:crypto';
import type { Answer } from '../two-worlds/answer.ts';
import { type Cast, emailOf, passwordOf } from '../two-worlds/cast.ts';
import { post, put, remove, textIn } from '../two-worlds/facts/requests.ts';
import type { ViewerName } from '../two-worlds/viewers.ts';
import type { Ask, Credentials } from '../two-worlds/world.ts';
import { plantConversations } from './conversation-canaries.ts';

/** A private field with a word in it that is nowhere else. */
export interface Canary {
  readonly field: string;
  readonly word: string;
  /** Who may see it, each with the reason; they must come to see it. Nobody else may, and a log never. */
  readonly sees: Partial<Record<ViewerName, string>>;
  /** What anybody may do in order to see it; it is looked for in what is read before anybody does. */
  readonly byDoing?: string;
  /** It was for all at first: a stream that was open then has brought it. */
  readonly wasOpen?: true;
}

/** A word for a field: lower case, so that no folding hides it; short enough for a handle. */
const word = (field: string): string => `zq${createHash('sha256').update(field).digest('hex').slice(0, 12)}`;

const canary = (field: string, sees: Canary['sees'], given: string = word(field)): Canary => ({
  field,
  word: given,
  sees,
});

const CIRCLE = { owner: 'wrote it', 'in the circle': 'the circle is its audience' } as const;
/** Attributes are kept by an account, for all its personas. */
const ACCOUNT = {
  owner: 'it is hers',
  sibling: 'it is of the same account, which keeps it',
  'sibling elsewhere': 'it is of the same account, which keeps it',
} as const;
const ASKED = { peter: 'it asks to follow him' } as const;
const SECRET = { quinn: 'administers it', 'in the circle': 'is a member' } as const;

const GROUP = { owner: 'began it', 'in the circle': 'is asked into it' } as const;
const SERVICE = { owner: 'began it', staff: 'has a seat in the function' } as const;

/** Every private field that there is. */
export const CANARIES = {
  postText: canary('post text', CIRCLE),
  postSpoiler: canary('post spoiler', CIRCLE),
  postTag: canary('post tag', CIRCLE),
  replyText: canary('reply text', CIRCLE),
  followersText: {
    ...canary('text to followers', {
      owner: 'wrote it',
      follower: 'follows',
      'in the circle': 'follows, being connected',
    }),
    byDoing: 'following Olive',
  },
  directText: canary('text to a person', { owner: 'wrote it', peter: 'it is to him' }),
  ownText: canary('text to nobody', { owner: 'wrote it' }),
  staffText: canary('text to staff', { owner: 'wrote it', staff: 'is staff' }),
  deletedText: { ...canary('deleted text', {}), wasOpen: true },
  editedText: { ...canary('text before an edit', {}), wasOpen: true },
  narrowedText: { ...canary('narrowed text', { owner: 'wrote it' }), wasOpen: true },
  spaceText: canary('text in a closed space', {
    quinn: 'is a member',
    'in the circle': 'is a member',
  }),
  secretText: canary('text in a secret space', SECRET),
  secretTitle: canary('secret title', SECRET),
  secretNote: canary('secret note', SECRET),
  secretHandle: canary('secret handle', SECRET),
  circleTitle: canary('circle title', { owner: 'the circle is hers' }),
  attributeKept: canary('kept attribute', ACCOUNT),
  attributeShown: canary('shown attribute', { ...CIRCLE, ...ACCOUNT }),
  attributeStreet: canary('street of an address', ACCOUNT),
  attributeWithdrawn: canary('withdrawn attribute', ACCOUNT),
  messageText: canary('message text', GROUP),
  messageGone: canary('message taken back', {}),
  messageFile: canary('bytes of a file in a message', GROUP),
  messageFileName: canary('name of a file in a message', GROUP),
  messageFileGone: canary('bytes of a file in a message taken back', {}),
  groupTitle: canary('conversation title', GROUP),
  requestText: canary('request to talk', { owner: 'wrote it', rosa: 'is asked' }),
  serviceText: canary('message to an organisation', SERVICE),
  serviceAnswer: canary('answer of an organisation', SERVICE),
  deskTag: canary('tag of a desk', SERVICE),
  attributeInTalk: canary('attribute in a conversation', { ...SERVICE, ...ACCOUNT }),
  hiddenHandle: canary('hidden handle', { ...ASKED, 'their account': 'the persona is its own' }),
  hiddenName: canary('hidden name', { ...ASKED, 'their account': 'the persona is its own' }),
  hiddenNote: canary('hidden note', ASKED),
  email: canary('e-mail address', { 'their account': 'it is its own' }, emailOf('zoe')),
  furtherAddress: canary('further address', { owner: 'it is hers' }),
  setTitle: canary('title of a set of attributes', ACCOUNT),
  formerHandle: canary('former handle', {}),
  password: canary('password', {}, passwordOf('zoe')),
  idempotencyKey: canary('idempotency key', {}),
  requestAnswer: canary('answer to a question', {
    quinn: 'wrote it, asking to connect',
    rosa: 'it is to her',
  }),
  keptPlace: canary('preferred place, not told', { rosa: 'it is hers' }),
  fileBytes: canary('bytes of a file', CIRCLE),
  fileName: canary('name of a file', CIRCLE),
  folderTitle: canary('title of a folder', CIRCLE),
  linkUrl: canary('address of a link', CIRCLE),
  pageText: canary('text of a page', CIRCLE),
  mediaBytes: canary('bytes of a file in a post', CIRCLE),
  commentText: canary('comment for all on a page for a circle', CIRCLE),
  joinWords: canary('words to join', {}),
} as const satisfies Record<string, Canary>;

/** The ids of what is hidden, by kind. */
export type Planted = Readonly<
  Record<
    'posts' | 'people' | 'spaces' | 'circles' | 'attributes' | 'conversations' | 'messages' | 'resources',
    readonly string[]
  >
>;

export type Do = (what: string, ask: Ask, as: Credentials) => Promise<Answer>;

/** Fills the private fields, through the app's own API. */
export async function plantCanaries(make: Do, { people: p, things, cookies }: Cast): Promise<Planted> {
  const w = Object.fromEntries(Object.entries(CANARIES).map(([name, one]) => [name, one.word])) as Record<
    keyof typeof CANARIES,
    string
  >;
  const posts: string[] = [];
  const attributes: string[] = [];
  const publish = async (what: string, body: object, by: Credentials = p.olive, headers = {}) =>
    textIn(await make(what, { ...post('/api/v1/statuses', body), headers }, by), 'id');
  const write = async (...args: Parameters<typeof publish>) => {
    const id = await publish(...args);
    posts.push(id);
    return id;
  };
  const inner = { kind: 'circle', circle: things['inner circle'] };
  await write('a post to the circle', {
    status: `${w.postText} #${w.postTag}`,
    spoiler_text: w.postSpoiler,
    audience: inner,
  });
  await write('a reply for the circle', {
    status: w.replyText,
    in_reply_to_id: things["peter's post"],
    audience: inner,
  });
  await write('a post to followers', { status: w.followersText, visibility: 'private' });
  await write('a post to a person', { status: `@peter ${w.directText}`, visibility: 'direct' });
  await write('a post to nobody', { status: w.ownText, audience: { kind: 'nobody' } }, p.olive, {
    'idempotency-key': w.idempotencyKey,
  });
  await write('a post to staff', {
    status: w.staffText,
    audience: { kind: 'staff', organisation: things.organisation },
  });
  const gone = await write('a post that goes', { status: w.deletedText, visibility: 'public' });
  await make('it goes', remove(`/api/v1/statuses/${gone}`), p.olive);
  const edited = await publish('a post that changes', { status: w.editedText, visibility: 'public' });
  await make('it changes', put(`/api/v1/statuses/${edited}`, { status: 'Something else' }), p.olive);
  const narrowed = await write('a post that narrows', { status: w.narrowedText, visibility: 'public' });
  await make(
    'it narrows',
    put(`/api/privacy/v1/posts/${narrowed}/audience`, { audience: { kind: 'nobody' } }),
    p.olive,
  );
  await write('a post in the lab', { status: w.spaceText, space_id: things['closed space'] }, p.quinn);
  const secret = { handle: w.secretHandle, title: w.secretTitle, note: w.secretNote, openness: 'secret' };
  const space = textIn(await make('a secret space', post('/api/privacy/v1/spaces', secret), p.quinn), 'id');
  await make(
    'a member of it',
    post(`/api/privacy/v1/spaces/${space}/members`, { persona: p.iris.id }),
    p.quinn,
  );
  await write('a post in it', { status: w.secretText, space_id: space }, p.quinn);
  const circle = await make('a circle', post('/api/privacy/v1/circles', { title: w.circleTitle }), p.olive);

  await make(
    'a request with an answer',
    post('/api/privacy/v1/connections/requests', { to: p.rosa.id, answer: w.requestAnswer }),
    p.quinn,
  );
  for (const fn of ['marketing', 'sales']) {
    const preferred = { place: w.keptPlace, told: false };
    await make(
      `a place for ${fn}`,
      put(`/api/privacy/v1/contact-rules/${fn}`, { anybody: 'no', preferred }),
      p.rosa,
    );
  }

  const keep = async (kind: string, value: string) => {
    const kept = await make(`${kind} is kept`, post('/api/privacy/v1/attributes', { kind, value }), p.olive);
    attributes.push(textIn(kept, 'id'));
    return `/api/privacy/v1/attributes/${textIn(kept, 'id')}/disclosure`;
  };
  await keep('skill', w.attributeKept);
  const network = { kind: 'network' };
  await make(
    'one is shown',
    put(await keep('employer', w.attributeShown), { precision: 'exact', audience: inner }),
    p.olive,
  );
  await make(
    'one is shown in part',
    put(await keep('address', `;;${w.attributeStreet} 1;Leeds;;;United Kingdom`), {
      precision: 'town',
      audience: network,
    }),
    p.olive,
  );
  const withdrawn = await keep('language', w.attributeWithdrawn);
  await make('one is shown for a while', put(withdrawn, { precision: 'exact', audience: network }), p.olive);
  await make('and withdrawn', remove(withdrawn), p.olive);

  await make(
    'a further address',
    post('/api/privacy/v1/session/addresses', { email: `${w.furtherAddress}@orga.example` }),
    { cookie: cookies.olive as string },
  );
  const set = { title: w.setTitle, items: [{ kind: 'skill', audience: { kind: 'connections' } }] };
  await make('a set', post('/api/privacy/v1/attribute-sets', set), p.olive);

  const { conversations, messages, files } = await plantConversations(make, p, things, w);
  const resources = [...(await plantResources(make, w, p.olive, inner)), ...files];
  const cookie = { cookie: cookies.zoe as string };
  const hidden = await make(
    'a hidden persona',
    post('/api/privacy/v1/personas', {
      network: 'acme',
      handle: w.hiddenHandle,
      display_name: w.hiddenName,
      note: w.hiddenNote,
      naming: 'pseudonym',
      words: w.joinWords,
      presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
    }),
    cookie,
  );
  const id = textIn(hidden, 'id');
  const token = await make('its token', post('/api/privacy/v1/session/token', { persona: id }), cookie);
  const as = { token: textIn(token, 'access_token') };
  await make('it is called otherwise', put('/api/privacy/v1/handle', { handle: w.formerHandle }), as);
  await make('and again', put('/api/privacy/v1/handle', { handle: w.hiddenHandle }), as);
  await make('it likes', post(`/api/v1/statuses/${things["peter's post"]}/favourite`), as);
  await make('it follows', post(`/api/v1/accounts/${p.peter.id}/follow`), as);
  return {
    posts,
    people: [id],
    spaces: [space],
    circles: [textIn(circle, 'id')],
    attributes,
    conversations,
    messages,
    resources,
  };
}

/** A folder for the circle with a file, a link and a page in it, and a file in a post to the circle. */
async function plantResources(
  make: Do,
  w: Readonly<
    Record<
      'fileBytes' | 'fileName' | 'folderTitle' | 'linkUrl' | 'pageText' | 'mediaBytes' | 'commentText',
      string
    >
  >,
  olive: Credentials,
  audience: object,
): Promise<readonly string[]> {
  const path = '/api/privacy/v1/resources';
  const share = async (what: string, body: object) => textIn(await make(what, post(path, body), olive), 'id');
  const folder = await share('a folder', { kind: 'folder', title: w.folderTitle });
  await make(
    'it is shared',
    post(`${path}/${folder}/grants`, { actions: ['see', 'download'], audience }),
    olive,
  );
  const uploads = '/api/privacy/v1/uploads';
  const name = `${w.fileName}.txt`;
  const upload = textIn(
    await make('an upload', post(uploads, { name, bytes: w.fileBytes.length }), olive),
    'id',
  );
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  await make(
    'its bytes',
    { method: 'PATCH', path: `${uploads}/${upload}`, body: w.fileBytes, headers },
    olive,
  );
  const file = await share('a file', { kind: 'file', title: name, upload, folder });
  await share('a link', {
    kind: 'link',
    title: 'Link',
    url: `https://${w.linkUrl}.example/`,
    folder,
  });
  const page = await share('a page', { kind: 'page', title: 'Page', text: w.pageText, folder });
  await make(
    'a comment',
    post('/api/v1/statuses', { status: w.commentText, in_reply_to_id: page, visibility: 'public' }),
    olive,
  );
  await make(
    'a quote of it for all',
    post('/api/v1/statuses', { status: 'Of interest to some', quoted_status_id: page, visibility: 'public' }),
    olive,
  );
  const form = `--zz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${w.mediaBytes}\r\n--zz--\r\n`;
  const media = textIn(
    await make(
      'a file for a post',
      {
        ...post('/api/v2/media', form),
        headers: { 'content-type': 'multipart/form-data; boundary=zz' },
      },
      olive,
    ),
    'id',
  );
  await make(
    'the post',
    post('/api/v1/statuses', { status: 'With a file', media_ids: [media], audience }),
    olive,
  );
  return [folder, file, page, media];
}
