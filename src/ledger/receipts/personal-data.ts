import type { ConsentObject } from '../../privacy/consents.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ObjectKind } from '../../privacy/words.ts';

/**
 * DPV's categories of personal data (the extension `pd`); checked against releases 2.0 and 2.3. Where it has none, or what
 * it was is no longer known, it is personal data.
 */
const ANY = 'dpv:PersonalData';

const OF_ATTRIBUTES: Readonly<Record<AttributeKind, string>> = {
  name: 'pd:Name',
  'birth-date': 'pd:BirthDate',
  address: 'pd:PhysicalAddress',
  email: 'pd:EmailAddress',
  phone: 'pd:TelephoneNumber',
  'works-at': 'pd:CurrentEmployment',
  employer: 'pd:CurrentEmployment',
  'job-title': 'pd:Job',
  department: 'pd:WorkEnvironment',
  gender: 'pd:Gender',
  pronouns: 'pd:Gender',
  'home-town': 'pd:Locality',
  language: 'pd:Language',
  education: 'pd:Education',
  skill: 'pd:Professional',
  interest: 'pd:Interest',
  website: ANY,
  // Of organisations.
  'legal-name': ANY,
  country: ANY,
  contact: ANY,
  'data-protection-contact': ANY,
  other: ANY,
};

const OF_THINGS: Readonly<Record<ObjectKind, string>> = {
  presence: 'pd:Communication',
  attribute: ANY,
  attributes: 'pd:Profile',
  post: 'pd:SocialMediaCommunication',
  posts: 'pd:SocialMediaCommunication',
  resource: 'pd:PersonalDocuments',
  ties: 'pd:SocialNetwork',
  message: 'pd:Communication',
  staff: 'pd:WorkEnvironment',
};

/** The category of what a consent is about, and a word or two of ours: nothing of what it says. */
export const personalDataOf = ({ kind, attribute }: ConsentObject): { category: string; words: string } =>
  attribute === null
    ? { category: OF_THINGS[kind], words: kind }
    : { category: OF_ATTRIBUTES[attribute.kind], words: `${attribute.kind}, ${attribute.precision}` };
