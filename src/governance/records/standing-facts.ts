import type { NetworkKind, UseDeed } from '../../store/schema.ts';

/**
 * What a record of processing says that doesn't depend on what ran: it is so by how the product is made. Whoever changes one
 * of these things changes its words here.
 */

/** Whose data it is, by the kind of network (Article 30(1)(c) GDPR). */
export const SUBJECTS: Readonly<Record<NetworkKind, string>> = {
  employee: 'Staff who are members of this network',
  partner: 'People of partner organisations who are members of this network',
  customer: 'Customers who are members of this network',
  open: 'Members of this network',
};

/** What an organisation did: a use, or that it talked with a member in a conversation, whoever began it. */
export type RecordedDeed = UseDeed | 'talked';

/** What data each deed is about. */
export const DATA_OF: Readonly<Record<RecordedDeed, string>> = {
  checked: 'That a member lets the organisation write',
  asked: 'That a member lets the organisation ask whether it may write',
  wrote: 'Messages from the organisation, and what the member answers',
  read: 'Attributes that members show the organisation',
  named: 'What influence members have by their connections, by name',
  counted: 'How many members let the organisation do something, as a number with noise',
  exported: 'How many members show which of some values, as a table of numbers with noise',
  listened: 'How members’ posts sound to a machine, in numbers about many of them with noise',
  compared:
    'Whether members who let it are in a list that the organisation brought, by what they show it, as a number with noise',
  matched: 'Which lines of a list that the organisation brought mean members who let it be told so',
  trained: 'Posts of members who let models be trained with them, without their names',
  offered:
    'Attributes that members show the organisation, compared on this server with the conditions of an offer; the organisation isn’t told of whom they hold',
  talked: 'Messages in conversations with members',
};

/** For how long each is kept (Article 30(1)(f)). */
export const KEPT_FOR: Readonly<Record<RecordedDeed, string>> = {
  checked: 'The entry that it was found out, until the member leaves the network',
  asked:
    'The question, until it is answered; the entry that it was asked, until the member leaves the network',
  wrote:
    'Messages, until who wrote them deletes them or the member leaves; the entry, until the member leaves the network',
  read: 'The copy, until the member withdraws it or leaves; the entry that it was read, until the member leaves the network',
  named: 'What was told of a member, for the member to see, until they leave the network',
  counted:
    'The number with its noise, for good: it can’t be recalled, and says of nobody that they were counted',
  exported:
    'The table, as far as it left the platform, until the day that the experts signed; its numbers with their noise, here, for good',
  listened:
    'The score of a post, until the grant ends that let it be made; the numbers with their noise, for good: they can’t be recalled',
  compared:
    'The list, not at all; the number with its noise, for good; the entry, until the member leaves the network',
  matched:
    'Who is meant by which line, as far as it left the platform, until the day that the experts signed; the entry, until the member leaves the network',
  trained:
    'The file, as far as it left the platform, until the day on its card; the card, for good; the entry, until the member leaves the network',
  offered:
    'What became of it with a member, until the member ends the permission or leaves, thirty days after the offer’s end at most; the entry that it was shown, until the member leaves the network',
  talked: 'Messages, until who wrote them deletes them or the member leaves the network',
};

/** What guards the data (Article 30(1)(g) and 32(1)). */
export const MEASURES: readonly string[] = [
  'Nothing is used without a permission of the member’s that covers the organisation, the purpose and the time; the same rule decides every list, count and look-up',
  'What a member withdraws is gone from every answer that begins afterwards',
  'Accounts and attributes are encrypted with a key of each account’s own, which is destroyed with the account',
  'A database role of its own keeps accounts and personas apart: no query of the community can link two personas',
  'Numbers about members have noise of a known size, nothing below ten is told, and a budget limits how much is learnt in a quarter',
  'Every use is entered in a log in which changes are found, and is told to the member',
  'Passwords are stretched with argon2id; logs have no contents and no names',
];

/** The ground on which all of it rests: every use is by a grant, which its member can end. */
export const LAWFUL_BASIS = 'consent';

/** Where data goes besides those who act for the organisation in the function (Article 30(1)(d)). */
export const RECIPIENTS_BESIDES =
  'Whoever runs this server, who stores it. The software sends it nowhere else.';

/** To which other countries it goes (Article 30(1)(e)). */
export const TRANSFERS =
  'None by the software. Where the server stands in another country than the organisation, or its staff work from one, that is for the organisation to note.';
