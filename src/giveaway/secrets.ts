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
/** RFC 7617: a name and a password, in base64. */
const BASIC = /\bBasic\s+(?<value>[A-Za-z0-9+/]{12,}={0,2})(?![\w+/=])/dg;
/** The password in an address (RFC 3986, section 3.2.1). */
const IN_ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,64}:(?<value>[^\s:/@]{3,128})@/dgi;

const PASSWORD =
  'pass(?:word|wort|code)?|passwd|passwort|kennwort|pwd?|wachtwoord|mot de passe|mdp|contraseña|clave|senha|hasło|lösenord|adgangskode|salasana';
const KEY =
  '(?:api|access|client|secret|private|auth|session|encryption|signing)[ _-]?(?:key|token|secret|id_token)|secret|token|apikey';
const CODE =
  "pin|otp|pin[ -]?code|(?:door|gate|alarm|lock|unlock|entry|safe|access|verification|security|login|one-time|recovery|backup|2fa|mfa|sms)(?:['’]s)?[ -]?codes?|lock combination|geheimzahl|pincode|code pin|türcode|deurcode|bestätigungscode";
const NETWORK = 'wi-?fi|wlan|hotspot|network|netzwerk';

/** Of what it is, in a few words: "for the shared drive", "fürs Zoom". */
const OF_WHAT =
  "(?:\\s(?:for|to|of|on|at|in|from|für|fürs|zum|zur|vom|du|de|del|della|per|pour|voor|van|para|do|da)(?:\\s[\\p{L}\\p{N}'’_.-]{1,24}){1,5}?)?";
const LINK =
  "\\s?(?:=>|:=|[:=→])\\s?|(?:['’]s|\\s(?:is|was|ist|lautet|est|es|è|é|är|jest))(?:\\s(?:now|still|always|again|jetzt|noch|nu|ahora))?:?\\s";
const VALUE = '["\'`“]?(?<value>[^\\s"\'`“”]{3,200})';

const SAID = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<what>(?<password>${PASSWORD}|cred(?:ential)?s|login)|(?<code>${CODE})|(?<key>[\\w-]*?(?:${KEY})(?:[_-]\\w{1,20})?)|(?<any>key))["']?(?:${OF_WHAT}(?<link>${LINK})|(?<bare>\\s))(?:\\w+ ?/ ?)?${VALUE}`,
  'dgiu',
);
/** More of what was said, such as the second of two codes. */
const MORE =
  /(?:,? (?:and|or|und|oder|et|y|e) |, |\s?\/\s?)(?<value>[\p{L}\d]{2,10}(?:-[\p{L}\d]{2,10}){0,7})(?![\p{L}\d-])/duy;
/** Words that open something, one after another. */
const PHRASE =
  /(?<![\p{L}])(?:pass[ -]?phrase|(?:seed|recovery|backup) (?:phrase|words)|mnemonic)(?: is|:| =)\s+["“]?(?<value>\p{Ll}{2,12}(?:[ -]\p{Ll}{2,12}){3,23})(?![\p{L}-])/dgiu;
/** The name of a network and what opens it. */
const PAIR_OF_NETWORK = new RegExp(
  `(?<![\\p{L}])(?:${NETWORK})\\s?[:=]\\s?[^\\s/|,]{1,32}\\s?[/|,]\\s?(?<value>[^\\s,;]{8,63})`,
  'dgiu',
);
const KEY_OF_NETWORK = new RegExp(
  `(?<![\\p{L}])(?:${NETWORK})\\s(?:key|code|pass(?:word)?|pw|schlüssel|passwort|kennwort)(?:\\s?[:=]|\\s(?:is|ist))?\\s(?<value>[^\\s,;]{8,63})`,
  'dgiu',
);
/** A name that every machine knows, and its password. */
const PAIR_OF_LOGIN =
  /(?<![\p{L}\p{N}./@-])(?:root|admin|administrator|guest|demo|postgres|ubuntu|sysadmin)\s?[/:]\s?(?<value>[^\s/,;:]{4,64})(?![\p{L}\p{N}/])/dgu;
/** By itself: letters large and small and digits, in no order. Not in an address, where it names a page. */
const RANDOM = /(?<![^\s"'`(=:])(?<value>[A-Za-z0-9_+-]{24,128}={0,2})(?![^\s"'`),.;:!?])/dgu;

/** Keys, tokens and passwords, by the form that their issuers gave them, or by what is said before them. */
export const findSecrets: Detector = (text) => [
  ...[...ISSUED, JWT].flatMap((pattern) =>
    matchesOf(text, pattern).map((match) => findingOf('secret', match, 'sure')),
  ),
  ...valuesOf(text, [BEARER, IN_ADDRESS], 'sure', (value) => !isPlaceholder(value)),
  ...valuesOf(text, [BASIC], 'sure', (value) => /[A-Z]/.test(value) && /[\d=]/.test(value)),
  ...matchesOf(text, SAID).flatMap((match) => (isGiven(match, text) ? said(match, text) : [])),
  ...valuesOf(text, [PHRASE], 'likely', () => true),
  ...valuesOf(
    text,
    [PAIR_OF_NETWORK, KEY_OF_NETWORK, PAIR_OF_LOGIN],
    'likely',
    (value) => !isPlaceholder(value) && isMixed(value) && value.length >= 5,
  ),
  ...valuesOf(text, [RANDOM], 'likely', isRandom),
];

const valuesOf = (
  text: string,
  patterns: readonly RegExp[],
  certainty: Finding['certainty'],
  isOne: (value: string) => boolean,
): Finding[] =>
  patterns.flatMap((pattern) =>
    matchesOf(text, pattern)
      .filter(({ groups }) => isOne(trimmed(groups?.value ?? '')))
      .map((match) => secretIn(match, certainty)),
  );

function secretIn(match: RegExpExecArray, certainty: Finding['certainty']): Finding {
  const [start = 0, end = 0] = match.indices?.groups?.value ?? [];
  const value = trimmed(match.groups?.value ?? '');
  return { kind: 'secret', start, end: Math.min(end, start + value.length), certainty };
}

/** What was said to open something, and of codes those that follow. */
function said(match: RegExpExecArray, text: string): Finding[] {
  const found = [secretIn(match, 'likely')];
  if (match.groups?.code === undefined) return found;
  MORE.lastIndex = found[0]?.end ?? text.length;
  for (let more = MORE.exec(text); more !== null; more = MORE.exec(text)) {
    if (!isCode(more.groups?.value ?? '')) break;
    found.push(secretIn(more, 'likely'));
  }
  return found;
}

/** The mark that ends a sentence is none of the secret's. */
const trimmed = (value: string): string => value.replace(/[.,;:)\]]+$/, '');

function isGiven(match: RegExpExecArray, text: string): boolean {
  const { password, code, any, link = '', value: raw = '' } = match.groups ?? {};
  const value = trimmed(raw);
  if (value.length < 3 || isPlaceholder(value)) return false;
  const isSet = /[:=→]/.test(link);
  const isSaid = link !== '';
  if (code !== undefined) return isCode(value);
  if (any !== undefined) return isSaid && isStrong(value);
  if (password !== undefined) {
    if (isMixed(value)) return value.length >= (isSaid ? 4 : 8);
    return isSet && isLoneWord(value, text.slice((match.indices?.groups?.value?.[0] ?? 0) + value.length));
  }
  return isSet && value.length >= 12 && entropyOf(value) >= 3;
}

/** Digits, or groups of signs with a digit among them. */
const isCode = (value: string): boolean =>
  /^[#*]?\d{3,10}[#*]?$/.test(value) ||
  (/\d/.test(value) && /^[\p{L}\d]{2,10}(?:-[\p{L}\d]{2,10}){1,7}$/u.test(value));

/** More than a word of a sentence: letters with a digit or a sign among them. */
const isMixed = (value: string): boolean =>
  value.length >= 4 &&
  (/\d/.test(value) || /[^\p{L}\p{N}'’?!-]/u.test(value) || /\p{L}-\p{L}+-\p{L}/u.test(value)) &&
  /[\p{L}\d]/u.test(value);

/** What a form says of a password. */
const FORM_WORDS =
  /^(?:required|optional|forgotten|incorrect|invalid|unchanged|expired|mandatory|protected|hidden|disabled|enabled|vergessen|erforderlich|obligatoire|oublié)/i;

/** One long word after a colon, with which the sentence ends. */
const isLoneWord = (value: string, after: string): boolean =>
  /^[\p{L}]{8,64}$/u.test(value) && !FORM_WORDS.test(value) && /^\s*(?:[.,;)]|$|\n)/u.test(after);

/** Of four kinds of signs three at least. */
const isStrong = (value: string): boolean =>
  value.length >= 8 &&
  [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\p{N}'’-]/u].filter((kind) => kind.test(value)).length >= 3;

const isRandom = (value: string): boolean =>
  /[a-z]/.test(value) &&
  /[A-Z]/.test(value) &&
  (value.match(/\d/g)?.length ?? 0) >= 2 &&
  entropyOf(value) >= 4 &&
  !isPlaceholder(value);

/** What stands for a secret and is none. */
const isPlaceholder = (value: string): boolean =>
  /^[*•.x_-]+$/i.test(value) ||
  /^(?:[<{[$%(]|--)/.test(value) ||
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
