import type { Cast } from '../two-worlds/cast.ts';
import { post, put, remove, textIn, upload } from '../two-worlds/facts/requests.ts';
import type { Do, Planted } from './canaries.ts';

type Words =
  | 'groupTitle'
  | 'messageText'
  | 'messageGone'
  | 'messageFile'
  | 'messageFileName'
  | 'messageFileGone'
  | 'requestText'
  | 'serviceText'
  | 'serviceAnswer'
  | 'deskTag'
  | 'attributeInTalk';

/** Conversations of Olive's: of several, one that she asks for, and one with an organisation. */
export async function plantConversations(
  make: Do,
  p: Cast['people'],
  things: Cast['things'],
  w: Readonly<Record<Words, string>>,
): Promise<Pick<Planted, 'conversations' | 'messages'> & { readonly files: readonly string[] }> {
  const base = '/api/privacy/v1/conversations';
  const conversations: string[] = [];
  const messages: string[] = [];
  const begin = async (what: string, body: object) => {
    const begun = await make(what, post(base, body), p.olive);
    conversations.push(textIn(begun, 'id'));
    messages.push(textIn(begun, 'last_message.id'));
    return `${base}/${textIn(begun, 'id')}`;
  };
  const group = await begin('a group', { with: [p.iris.id], title: w.groupTitle, text: w.messageText });
  const files = [
    textIn(
      await make('a file for a message', upload(`${w.messageFileName}.txt`, w.messageFile), p.olive),
      'id',
    ),
    textIn(await make('a file in haste', upload('a.txt', w.messageFileGone), p.olive), 'id'),
  ];
  const withFile = { text: 'With a file', attachments: files.slice(0, 1) };
  await make('a message with a file', post(`${group}/messages`, withFile), p.olive);
  const hasty = { text: w.messageGone, attachments: files.slice(1) };
  const haste = await make('words in haste', post(`${group}/messages`, hasty), p.olive);
  await make('are taken back', remove(`${group}/messages/${textIn(haste, 'id')}?for=all`), p.olive);
  await begin('a request to talk', { with: [p.rosa.id], text: w.requestText });
  const service = { organisation: things.organisation, function: 'marketing', text: w.serviceText };
  const talk = await begin('a conversation with Orga', service);
  await make('Orga answers', post(`${talk}/messages`, { text: w.serviceAnswer }), p.stan);
  const desk = '/api/organisations/v1/desk';
  const tag = { organisation: things.organisation, name: w.deskTag };
  const tagged = { tags: [textIn(await make('Orga has a tag', post(`${desk}/tags`, tag), p.stan), 'id')] };
  await make('and files it', put(`${talk.replace(base, `${desk}/conversations`)}/tags`, tagged), p.stan);
  const kept = await make(
    'a skill is kept',
    post('/api/privacy/v1/attributes', { kind: 'skill', value: w.attributeInTalk }),
    p.olive,
  );
  const show = { attribute: textIn(kept, 'id'), precision: 'exact' };
  await make('and shown to Orga', post(`${talk}/attributes`, show), p.olive);
  return { conversations, messages, files };
}
