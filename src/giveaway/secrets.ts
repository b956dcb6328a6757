import { type Detector, type Finding, findingOf, matchesOf } from './finding.ts';

/**
 * Keys whose issuers gave them a form to be known by. The facts (prefixes and lengths) are those that the issuers
 * publish for secret scanning, and are also in gitleaks' public rules.
 */
const ISSUED: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,24}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z ]{0,24}PRIVATE KEY(?: BLOCK)?-----)?/g,
  /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g, // AWS
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_\w{22,255}\b/g, // GitHub
  /\bgl(?:pat|ptt|rt|dt|cbt|soat)-[\w-]{20,}/g, // GitLab
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{20,}|https:\/\/hooks\.slack\.com\/services\/[\w/]{30,}/g, // Slack
  /https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20,}/g, // Discord
  /\b[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,99}\b|\bwhsec_[A-Za-z0-9+/=]{24,}/g, // Stripe
  /\bAIza[\w-]{35}(?![\w-])/g, // Google
  /\bnpm_[A-Za-z0-9]{36}\b/g, // npm
  /\bpypi-[\w-]{50,}/g, // PyPI
  /\bhf_[A-Za-z0-9]{34}\b/g, // Hugging Face
  /\bsk-(?:proj-|ant-|svcacct-)?[\w-]{20,}/g, // OpenAI, Anthropic
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g, // SendGrid
  /\bdop_v1_[a-f0-9]{64}\b/g, // DigitalOcean
  /\bSK[a-f0-9]{32}\b/g, // Twilio
  /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g, // age
];

/** A JSON Web Token (RFC 7519): three parts of base64url, the first two of which begin an object. */
const JWT = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g;
/** RFC 6750. */
const BEARER = /\bBearer\s+(?<value>[\w.~+/-]{16,}=*)/dgi;
/** The password in an address (RFC 3986, section 3.2.1). */
const IN_ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,64}:(?<value>[^\s:/@]{3,128})@/dgi;

const PASSWORD =
  'pass(?:word|wort|code|phrase)|passwd|passwort|kennwort|pwd?|wachtwoord|mot de passe|mdp|contraseña|clave|senha|hasło|lösenord|adgangskode|salasana';
const KEY =
  '(?:api|access|client|secret|private|auth|session|encryption|signing)[ _-]?(?:key|token|secret|id_token)|secret|token|apikey';
const CODE =
  "pin|pin[ -]?code|(?:door|gate|alarm|lock|entry|safe)(?:['’]s)?[ -]?code|geheimzahl|pincode|code pin|türcode|deurcode";

const SAID = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<what>(?<password>${PASSWORD}|cred(?:ential)?s|login)|(?<code>${CODE})|(?<key>[\\w-]*?(?:${KEY})))["']?(?<link>\\s?(?:=>|:=|[:=→])\\s?|\\s(?:is|ist|lautet|est|es|è|é|är|jest)(?: now| jetzt)?:?\\s|\\s)(?:\\w+ ?/ ?)?["'\`“]?(?<value>[^\\s"'\`“”]{3,200})`,
  'dgiu',
);

/** Keys, tokens and passwords, by the form that their issuers gave them, or by what is said before them. */
export const findSecrets: Detector = (text) => [
  ...[...ISSUED, JWT].flatMap((pattern) =>
    matchesOf(text, pattern).map((match) => findingOf('secret', match, 'sure')),
  ),
  ...[BEARER, IN_ADDRESS].flatMap((pattern) =>
    matchesOf(text, pattern)
      .filter(({ groups }) => !isPlaceholder(groups?.value ?? ''))
      .map((match) => secretIn(match, 'sure')),
  ),
  ...matchesOf(text, SAID)
    .filter(isGiven)
    .map((match) => secretIn(match, 'likely')),
];

function secretIn(match: RegExpExecArray, certainty: Finding['certainty']): Finding {
  const [start = 0, end = 0] = match.indices?.groups?.value ?? [];
  const value = trimmed(match.groups?.value ?? '');
  return { kind: 'secret', start, end: Math.min(end, start + value.length), certainty };
}

/** The mark that ends a sentence is none of the secret's. */
const trimmed = (value: string): string => value.replace(/[.,;:)\]]+$/, '');

function isGiven({ groups }: RegExpExecArray): boolean {
  const { password, code, link = '', value: raw = '' } = groups ?? {};
  const value = trimmed(raw);
  if (value.length < 3 || isPlaceholder(value)) return false;
  const isSet = /[:=→]/.test(link);
  const isSaid = isSet || link.trim() !== '';
  if (code !== undefined) return /^[#*]?\d{3,10}[#*]?$/.test(value);
  if (password !== undefined) return isMixed(value) && (isSaid || value.length >= 8);
  return isSet && value.length >= 12 && entropyOf(value) >= 3;
}

/** More than a word of a sentence: letters with a digit or a sign among them. */
const isMixed = (value: string): boolean =>
  value.length >= 4 && (/\d/.test(value) || /[^\p{L}\p{N}'’-]/u.test(value)) && /[\p{L}\d]/u.test(value);

/** What stands for a secret and is none. */
const isPlaceholder = (value: string): boolean =>
  /^[*•.x_-]+$/i.test(value) ||
  /^[<{[$%(]/.test(value) ||
  /^(?:your|my|the|some|example|changeme|placeholder|process\.env|os\.environ|import\.meta)(?![a-z])/i.test(
    value.replace(/_/g, ' '),
  ) ||
  /^https?:/i.test(value) ||
  // An address of e-mail is found as one.
  /^[^@\s]+@[\w.-]+\.\p{L}+$/u.test(value);

/** Shannon's entropy, in bits a character. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
