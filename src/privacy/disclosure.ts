import { coarserPlace, countryCode } from './places.ts';
import type { Instant } from './words.ts';

/**
 * What leaves the vault of an attribute: a copy at the precision that was granted, never the original.
 * Vocabulary: schema.org `Person` and vCard (RFC 6350); each kind lists its precisions from exact to coarse.
 */
export const ATTRIBUTES = {
  name: { schema: 'https://schema.org/name', precisions: ['exact', 'given-name', 'initials'] },
  'birth-date': {
    schema: 'https://schema.org/birthDate',
    precisions: ['exact', 'year', 'decade', 'age-band'],
  },
  address: {
    schema: 'https://schema.org/address',
    precisions: ['exact', 'town', 'region', 'country'],
  },
  email: { schema: 'https://schema.org/email', precisions: ['exact', 'domain'] },
  phone: { schema: 'https://schema.org/telephone', precisions: ['exact', 'country-code'] },
  /** A badge: not said, but confirmed by an address at the organisation. */
  'works-at': { schema: 'https://schema.org/worksFor', precisions: ['exact'] },
  employer: { schema: 'https://schema.org/worksFor', precisions: ['exact'] },
  'job-title': { schema: 'https://schema.org/jobTitle', precisions: ['exact'] },
  department: { schema: 'https://schema.org/department', precisions: ['exact'] },
  gender: { schema: 'https://schema.org/gender', precisions: ['exact'] },
  pronouns: { schema: 'https://schema.org/pronouns', precisions: ['exact'] },
  'home-town': { schema: 'https://schema.org/homeLocation', precisions: ['exact', 'country'] },
  language: { schema: 'https://schema.org/knowsLanguage', precisions: ['exact'] },
  education: { schema: 'https://schema.org/alumniOf', precisions: ['exact'] },
  skill: { schema: 'https://schema.org/skills', precisions: ['exact'] },
  interest: { schema: 'https://schema.org/knowsAbout', precisions: ['exact'] },
  website: { schema: 'https://schema.org/url', precisions: ['exact', 'domain'] },
  other: { schema: 'https://schema.org/additionalProperty', precisions: ['exact'] },
  /** What organisations say of themselves. */
  'legal-name': { schema: 'https://schema.org/legalName', precisions: ['exact'] },
  country: { schema: 'https://schema.org/addressCountry', precisions: ['exact'] },
  contact: { schema: 'https://schema.org/contactPoint', precisions: ['exact'] },
  /** Article 13(1)(b) GDPR. */
  'data-protection-contact': { schema: 'https://schema.org/ContactPoint', precisions: ['exact'] },
} as const satisfies Record<string, { schema: string; precisions: readonly string[] }>;

export type AttributeKind = keyof typeof ATTRIBUTES;
export type Precision = (typeof ATTRIBUTES)[AttributeKind]['precisions'][number];

export const ATTRIBUTE_KINDS = Object.keys(ATTRIBUTES) as readonly AttributeKind[];

/** What an organisation says of itself, besides its name. */
export const PROFILE_KINDS = [
  'website',
  'legal-name',
  'country',
  'contact',
  'data-protection-contact',
] as const satisfies readonly AttributeKind[];
export type ProfileKind = (typeof PROFILE_KINDS)[number];

export type SaidKind = Exclude<AttributeKind, 'works-at' | Exclude<ProfileKind, 'website'>>;

/** What members say of themselves. */
export const SAID_KINDS: readonly SaidKind[] = ATTRIBUTE_KINDS.filter(
  (kind): kind is SaidKind =>
    kind !== 'works-at' && (kind === 'website' || !PROFILE_KINDS.some((other) => other === kind)),
);

/** What personas have: said, or confirmed. */
export type PersonalKind = SaidKind | 'works-at';
export const PERSONAL_KINDS: readonly PersonalKind[] = [...SAID_KINDS, 'works-at'];

export const precisionsOf = (kind: AttributeKind): readonly Precision[] => ATTRIBUTES[kind].precisions;

/** Years in one age band. */
const BAND = 10;

/**
 * The value as it may be shown.
 * @param value as the member entered it: dates as ISO 8601 `YYYY-MM-DD`, names with the given name first, places as
 * {@link coarserPlace} reads them
 * @param at when it is disclosed; only an age band depends on it
 * @returns null where the kind has no such precision, or the value is too unclear to be made coarser: then nothing is
 * disclosed
 */
export function atPrecision(
  kind: AttributeKind,
  value: string,
  precision: Precision,
  at: Instant,
): string | null {
  const text = value.normalize('NFC').trim();
  if (text === '' || !precisionsOf(kind).includes(precision)) return null;
  if (precision === 'exact') return text;
  switch (kind) {
    case 'name':
      return coarserName(text, precision);
    case 'birth-date':
      return coarserDate(text, precision, at);
    case 'address':
    case 'home-town':
      return coarserPlace(text, precision);
    case 'email':
      return afterLast(text, '@');
    case 'website':
      return URL.parse(text)?.hostname || null;
    case 'phone':
      return countryCode(text);
    default:
      return null;
  }
}

function coarserName(name: string, precision: Precision): string | null {
  // "Jansen, Anna": the first part is the family's, and which are initials of what is unclear.
  const parts = name.split(/\s+/u);
  if (parts.length < 2 || name.includes(',')) return null;
  if (precision === 'given-name') return parts[0] ?? null;
  return parts.map((part) => `${[...part][0]}.`).join(' ');
}

function coarserDate(date: string, precision: Precision, at: Instant): string | null {
  const born = new Date(ISO_DATE.test(date) ? date : Number.NaN);
  // A day that the month doesn't have would roll over into the next.
  if (Number.isNaN(born.getTime()) || !born.toISOString().startsWith(date)) return null;
  const year = born.getUTCFullYear();
  if (precision === 'year') return String(year);
  if (precision === 'decade') return `${Math.floor(year / 10) * 10}s`;
  const now = new Date(at);
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() - born.getUTCMonth();
  const age = Math.floor((now.getUTCDate() < born.getUTCDate() ? months - 1 : months) / 12);
  if (Number.isNaN(age) || age < 0) return null;
  if (age < 18) return 'under 18';
  const from = Math.max(18, Math.floor(age / BAND) * BAND);
  return `${from}–${Math.floor(age / BAND) * BAND + BAND - 1}`;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function afterLast(text: string, mark: string): string | null {
  const at = text.lastIndexOf(mark);
  return at > 0 && at < text.length - 1 ? text.slice(at + 1) : null;
}
