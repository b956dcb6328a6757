import { before, type Detector, type Finding, matchesOf } from './finding.ts';

/** One to four words of a street's name. */
const NAME =
  "(?:\\p{Lu}[\\p{L}'’.-]{0,40}|\\d{1,3}(?:st|nd|rd|th)|[Dd](?:e|es|el|er|u|ella|elle|egli|ei|i|os|as|o|a)|[Ll](?:a|as|os|es)|[NSEW]\\.?)";
/** A word of a street's name; as long as words are, so that no text makes the search try for long. */
const WORD = '\\p{Lu}\\p{L}{0,40}';
const NAMES = `${NAME}(?: ${NAME}){0,4}`;
const NUMBER = '\\d{1,5}(?: ?[a-zA-Z](?![\\p{L}]))?(?:[-/]\\d{1,4}[a-z]?)?(?: (?:bis|ter|hs)(?![\\p{L}]))?';
const START = '(?<![\\p{L}\\p{N}]|[\\p{N}][-.,/])';

const ENGLISH =
  'Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Court|Ct|Crescent|Terrace|Gardens|Grove|Way|Place|Pl|Square|Sq|' +
  'Boulevard|Blvd|Parkway|Pkwy|Highway|Hwy|View|Hill|Row|Mews|Walk|Green|Park|Quay|Rise|Circle|Cir|Trail|Loop|Parade|Wharf';
const FRENCH =
  'rue|avenue|av\\.|boulevard|bd|impasse|chemin|allée|place|quai|cours|route|square|passage|sentier';
const SOUTHERN =
  'Calle|C/|Avenida|Avda\\.?|Av\\.|Plaza|Paseo|Camino|Carrer|Via|Viale|Corso|Piazza|Vicolo|Rua|Travessa|Praça|Alameda|' +
  'Largo|Estrada|ul\\.|ulica|al\\.|os\\.|Rue|Avenue|Chaussée';
/** Ends of words, or words, by which streets are called in German, Dutch and the Nordic languages. */
const NORTHERN =
  'stra(?:ß|ss)en?|str\\.|weg|gasse|allee|platz|ring|damm|ufer|steig|chaussee|straat|laan|gracht|plein|kade|singel|dijk|' +
  'steeg|hof|gatan|vägen|gränd|backen|torget|gata|gate|vej|vei|veien|gade|allé|plads|katu|tie|kuja';

/** A town after its postal code: "10969 Berlin", "1016 GV Amsterdam", "00-950 Warszawa". */
const TOWN =
  "\\p{Lu}[\\p{L}'’]{1,40}(?:[ -](?:\\p{Lu}[\\p{L}'’]{1,40}|am|an der|aan den|upon|sur|de|do)){0,3}";
const CODE = '(?:\\d{5}-\\d{3}|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{4} ?[A-Z]{2}|[A-Z]{1,3}-?\\d{4,5}|\\d{4,5})';
const UK_CODE = '[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}';
const US_PLACE = `(?:${TOWN},? )?[A-Z]{2},? \\d{5}(?:-\\d{4})?`;
const FLAT = '(?:(?:Flat|Apt\\.?|Apartment|Unit|Suite|Ste\\.?|Room|App\\.?|Whg\\.?|#) ?[\\w-]{1,5})';
const TAIL = `(?:(?:, ?${FLAT})?(?:,? (?:${US_PLACE}|${CODE} ${TOWN}|(?:${TOWN},? )?${UK_CODE}|${TOWN} \\d{1,2}(?!\\d)|(?<=, )(?:${CODE} )?${TOWN}(?! \\p{Lu})))?)`;

const pattern = (inner: string): RegExp => new RegExp(`${START}(?:${inner})${TAIL}(?![\\p{L}\\p{N}])`, 'gu');

const PATTERNS: readonly RegExp[] = [
  // 14 Larch Close, Leeds LS6 2QF · Flat 3, 82 Station Road
  pattern(`(?:${FLAT},? ?)?(?:No\\.? ?)?${NUMBER} (?:${NAME} ){1,4}(?:${ENGLISH})\\.?(?![\\p{L}])`),
  // 7 bis avenue Jean Jaurès, 31000 Toulouse
  pattern(`${NUMBER},? (?:${FRENCH}) ${NAMES}`),
  // Calle Mayor 15 · ul. Kwiatowa 7/12 · Rua das Flores, 128
  pattern(`(?:${SOUTHERN}) ?${NAMES},? (?:n[.ºo°]{0,2} ?)?${NUMBER}`),
  // Lindenstraße 48 · Am Hang 3, 79102 Freiburg · Prinsengracht 263-2
  pattern(`(?:${WORD}[ -]){0,3}${WORD}\\.?(?<=\\p{L}(?:${NORTHERN})) ${NUMBER}`),
  pattern(`(?:${WORD}[ -]){1,3}(?:${capital(NORTHERN)}) ${NUMBER}`),
  new RegExp(`${START}(?:${WORD}\\.?[ -]){1,3}${NUMBER}, ${CODE} ${TOWN}(?![\\p{L}\\p{N}])`, 'gu'),
  // P.O. Box 1142, Cork
  pattern('(?:P\\.? ?O\\.? ?Box|Postfach|Postbus|Boîte postale|Apartado(?: de correos)?) \\d{1,6}'),
];

function capital(words: string): string {
  return words.replace(/(?<=^|\|)\p{L}/gu, (letter) => letter.toUpperCase());
}

/** Houses of everybody: what is open to the public has an address that gives nobody away. */
const PUBLIC =
  /(?<![\p{L}])(?:museum|library|town hall|city hall|theat(?:re|er)|cinema|church|hospital|rathaus|bibliothe[ek]k?|bibliothèque|mairie|musée|museo|ayuntamiento|stadhuis|gemeentehuis|kirche|bahnhof|kino|embassy|courthouse)(?![\p{L}])[^.!?]*$/iu;

/** Postal addresses: a street and a number, alone or with town and code, in the order of a dozen countries. */
export const findAddresses: Detector = (text) =>
  PATTERNS.flatMap((one) => matchesOf(text, one)).flatMap(({ index, 0: found }): Finding[] => {
    if (PUBLIC.test(before(text, index, 60))) return [];
    return [{ kind: 'address', start: index, end: index + found.trimEnd().length, certainty: 'likely' }];
  });
