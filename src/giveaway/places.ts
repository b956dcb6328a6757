import { type Certainty, type Detector, findingOf, matchesOf } from './finding.ts';

/** A place's name, as far as capitals go. */
const TOWN = "\\p{Lu}[\\p{L}'’]{1,40}(?:[ -](?:\\p{Lu}[\\p{L}'’]{1,40}|am|aan|de|la|del|sur|upon)){0,5}";
const START = '(?<![\\p{L}\\p{N}])';
const UNTIL =
  "(?: (?:until|till|til|for|bis|tot|jusqu['’]au|hasta|fino al?|do|até|till och med)(?![\\p{L}])[^.,;!?\\n]{1,30})";
const words = (inner: string): RegExp => new RegExp(`${START}(?:${inner})`, 'giu');
/** As {@link words}, where capitals matter. */
const named = (inner: string): RegExp => new RegExp(`${START}(?:${inner})`, 'gu');

/** The six degrees, minutes and seconds of a place, or four. */
const DMS =
  /\d{1,2}°\s?\d{1,2}['′]\s?(?:\d{1,2}(?:\.\d+)?(?:"|″|'')\s?)?[NS][\s,]{0,3}\d{1,3}°\s?\d{1,2}['′]\s?(?:\d{1,2}(?:\.\d+)?(?:"|″|'')\s?)?[EWO]/gu;
/** Three decimals of a degree are a hundred metres. */
const DECIMAL =
  /(?<![\p{N}.\p{L}-])-?(?:[0-8]?\d|90)\.\d{3,}°?\s?[NS]?\s?[,;/ ]\s?-?(?:1[0-7]\d|\d{1,2}|180)\.\d{3,}(?![\p{N}])/gu;
const GEO = /(?<![\p{L}])geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?/giu;
const MAP_LINK =
  /https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/maps\/\S*[\d@]\S*|maps\.google\.[a-z.]+\/\S*\d\S*|maps\.app\.goo\.gl\/\w+|goo\.gl\/maps\/\w+|(?:www\.)?openstreetmap\.org\/\S*\d+\.\d+\S*|osm\.org\/go\/\S+|maps\.apple\.com\/?\S*[?&](?:ll|q|address)=\S+|(?:www\.)?bing\.com\/maps\S*cp=\S+|(?:www\.)?what3words\.com\/\p{L}+\.\p{L}+\.\p{L}+|w3w\.co\/\p{L}+\.\p{L}+\.\p{L}+)/giu;
/** what3words: three words, parted by dots, after three slashes. */
const THREE_WORDS = /(?<![\p{L}\p{N}/:])\/\/\/\p{L}{3,}\.\p{L}{3,}\.\p{L}{3,}(?!\p{L}|\.\p{L})/gu;

/** Where somebody lives, in words: the town must be named, or the corner. */
const LIVES = [
  `(?:(?:I['’]?m|I am|[Ww]e['’]?re|[Ww]e are) )?(?:based|living|staying) (?:in|at|near|outside) (?:the )?${TOWN}(?: now)?`,
  `(?:I|We|[Ww]e) (?:live|lives|stay|rent) (?:on a \\p{L}+ |right |just )?(?:in|at|near|outside|by|off|around) (?:the (?:corner|end|top|bottom) of )?(?:the )?${TOWN}(?: and [\\p{L}\\p{N}]+)?`,
  `(?:Ik |ik |We |we |Wij |wij )?(?:woon|wonen|woont) (?:tegenwoordig |nu )?(?:in|te|bij|aan) (?:de |het )?${TOWN}`,
  `(?:Ich |ich |Wir |wir )?(?:[Ww]ohne|[Ww]ohnen|lebe|leben) (?:jetzt |gleich |direkt |seit \\p{L}+ )?(?:in|bei|am|an der|neben|gegenüber|hinter) (?:der |dem )?${TOWN}`,
  `(?:[Jj]['’]habite|[Nn]ous habitons|[Oo]n habite|[Jj]e vis) (?:à|au|aux|en|près de) (?:la |le )?${TOWN}`,
  `(?:[Vv]ivo|[Vv]ivimos|[Rr]esido) (?:en|cerca de) ${TOWN}`,
  `(?:[Ss]ono di ${TOWN},? (?:e |ma )?)?(?:[Aa]bito|[Aa]bitiamo|[Vv]ivo) (?:a|ad|in|vicino a) ${TOWN}`,
  `(?:[Mm]oro|[Mm]oramos) (?:em|no|na|perto de) ${TOWN}`,
  `(?:[Jj]ag )?(?:[Bb]or|[Bb]oende) (?:i|på|vid) ${TOWN}`,
  `(?:[Mm]ieszkam|[Mm]ieszkamy) (?:w|we|pod) ${TOWN}`,
] as const;

/** Where somebody can be found now. */
const STAYS = [
  `(?:I['’]?m|I am|[Ww]e['’]?re|[Ww]e are) (?:staying )?(?:at|in) (?:room \\d+[a-z]?(?: (?:at|of|in) (?:the )?${TOWN})?|the (?:Hotel |Hostel )?${TOWN}(?: (?:Hotel|Hostel|Inn))?)`,
  `(?:I['’]?m|I am|[Ww]e['’]?re|[Ww]e are) staying (?:at|in|with) (?:the )?${TOWN}`,
  `(?:[Mm]y|[Oo]ur) (?:\\p{L}+ ){1,2}(?:go|goes) to ${TOWN}(?: [\\p{Lu}][\\p{L}]+)* (?:School|Primary|Kindergarten|Nursery|Academy)`,
  `(?:St|Saint)\\.? [\\p{Lu}][\\p{L}'’]+ (?:Primary |Elementary |High |Secondary )?School`,
] as const;

/** That a home is empty, or that somebody is alone there. */
const AWAY = [
  `(?:(?:we|i)(?: ['’]?(?:re|m|are|am)|['’](?:re|m)) |(?:we|i) will be |(?:my |the |our )?(?:parents|folks|kids|family|neighbours|neighbors|husband|wife) (?:are|is|will be) )?(?:away|abroad|out of town|gone|on (?:holiday|vacation|leave))${UNTIL}`,
  `(?:we|i) (?:fly|drive|leave|go away|set off)(?: out| off)? [^.,;!?\\n]{0,24}(?:and (?:are|am|will be) )?(?:back|return|home) (?:on|in|by)(?![\\p{L}])[^.,;!?\\n]{1,24}`,
  "(?:i am|i['’]m|we are|we['’]re) home alone",
  '(?:my|our|the) (?:house|flat|home|apartment) (?:is|stands|will be) empty',
  `(?:wir sind|ich bin|sind|bin)(?: bis [^.,;!?\\n]{1,24})? (?:verreist|im urlaub|weg)(?:${UNTIL})?`,
  `(?:on est|nous sommes|je suis) (?:en vacances|absente?s?|partie?s?)${UNTIL}`,
  `(?:we zijn|ik ben) (?:op vakantie|weg)${UNTIL}`,
  `(?:estamos|estoy) (?:fuera|de vacaciones)${UNTIL}`,
  `(?:siamo|sono) (?:via|in vacanza|in ferie)${UNTIL}`,
  `(?:jestem|jesteśmy) na urlopie${UNTIL}`,
] as const;

const FORMS: readonly (readonly [pattern: RegExp, certainty: Certainty])[] = [
  [DMS, 'sure'],
  [DECIMAL, 'likely'],
  [GEO, 'sure'],
  [MAP_LINK, 'sure'],
  [THREE_WORDS, 'likely'],
  ...LIVES.map((inner) => [named(inner), 'likely'] as const),
  ...STAYS.map((inner) => [named(inner), 'likely'] as const),
  ...AWAY.map((inner) => [words(inner), 'likely'] as const),
];

/** Where somebody is, lives, or is known not to be. */
export const findPlaces: Detector = (text) =>
  FORMS.flatMap(([pattern, certainty]) =>
    matchesOf(text, pattern).map((match) => findingOf('place', match, certainty)),
  );
