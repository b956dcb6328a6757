import { type Certainty, type Detector, type Finding, findingOf, matchesOf } from './finding.ts';

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
  `(?:nobody|no one|noone)(?:['’]s| is| will be)? (?:at |in )?(?:home|ours|mine|the house|my place|our place)(?:${UNTIL}| this \\p{L}+| all \\p{L}+| tonight| tomorrow| over \\p{L}+)`,
  '(?:my|our|the) (?:house|flat|home|apartment) (?:is|stands|will be) empty',
  `(?:wir sind|ich bin|sind|bin)(?: bis [^.,;!?\\n]{1,24})? (?:verreist|im urlaub|weg)(?:${UNTIL})?`,
  `(?:on est|nous sommes|je suis) (?:en vacances|absente?s?|partie?s?)${UNTIL}`,
  `(?:we zijn|ik ben) (?:op vakantie|weg)${UNTIL}`,
  `(?:estamos|estoy) (?:fuera|de vacaciones)${UNTIL}`,
  `(?:siamo|sono) (?:via|in vacanza|in ferie)${UNTIL}`,
  `(?:jestem|jesteśmy) na urlopie${UNTIL}`,
] as const;

/**
 * What comes before a place in speech of oneself: whether its name alone is enough, what it is (or for how long) must be said
 * as well, a number such as of a room does, or a name and what it is are both needed.
 */
interface Cue {
  readonly pattern: RegExp;
  readonly needs: 'name' | 'kind' | 'unit' | 'both';
}

const HERE =
  "(?:I['’]?m|I am|we['’]?re|we are|I['’]ll be|I will be|we['’]ll be|we will be|(?:my|our) \\p{L}+ (?:is|are))(?: (?:just|still|now|currently|here|back|in|right|over|already|all|both|sitting|standing|waiting|stuck|working|parked|camping|studying|having \\p{L}+)){0,4}";
const AT =
  '(?:in|at|on|near|by|outside|inside|behind|opposite|above|around|off|from|under|next to|close to|across from)';
const FAR =
  '(?:(?:right|just|only|about|two|three|a|one|\\d+) (?:\\p{L}+ )?(?:streets?|doors?|blocks?|minutes?|min|stops?|miles?|km|houses?|corners?|walk)(?: away| down| walk)? )?(?:right |just )?';
const HOME =
  "(?:my|our)(?: new| old| little| parents['’]?| mum['’]s| mom['’]s| dad['’]s)? (?:flat|house|home|place|apartment|room|studio|dorm|cottage|cabin|houseboat|caravan)";
const STARTS = '(?:(?<=(?:^|[.!?;,:\\n)])[ ]?)|(?:and|just|now) )';

const cue = (inner: string, needs: Cue['needs'], start = START): Cue => ({
  pattern: new RegExp(`${start}(?:${inner}) `, 'giu'),
  needs,
});

const CUES: readonly Cue[] = [
  cue(`${HERE} ${AT}`, 'kind'),
  cue(`(?:parked|waiting|sitting|standing|camped|stuck|staying|back) (?:here )?${AT}`, 'kind', STARTS),
  cue(`at`, 'kind', STARTS),
  cue(`(?:I|we|and) (?:still |now |also |all |currently )?(?:live|rent|lodge|stay) ${FAR}${AT}`, 'name'),
  cue(`(?:I|we)(?:['’]ve)?(?: have| just| recently| finally| both)? moved (?:in)?to`, 'name'),
  cue(
    `(?:I|we) (?:usually |always |mostly |often )?(?:work|train|study|swim|climb|teach|volunteer|run|row|sing|dance|park|shop|worship|pray|sleep) (?:out )?${AT}`,
    'kind',
  ),
  cue(`${HOME}(?:['’]s| is)?(?: [\\p{L}'’]+){0,8}? (?:in|on|at|near|by|of|behind|opposite|off)`, 'name'),
  cue(`(?:meet|find|join|fetch|grab|catch|visit) (?:me|us)(?: \\p{L}+){0,3}? ${AT}`, 'name'),
  cue(`(?:see you|come (?:and )?say hi)(?: \\p{L}+){0,3}? ${AT}`, 'kind'),
  cue(`(?:pick|picking|drop|dropping) (?:\\p{L}+ ){1,3}(?:up|off) (?:at|from|in)`, 'name'),
  cue(
    `(?:my|our|the) (?:\\p{L}+ )?(?:kids?|children|sons?|daughters?|boys?|girls?|twins|toddler|little ones?)(?: both| all)? (?:goes? to|attends?|(?:is|are) (?:now )?(?:at|in))`,
    'kind',
  ),
  cue(`house-?sitting (?:for (?:\\p{L}+ ){1,3})?(?:in|at|on|near)`, 'name'),
  cue(
    `(?:off|flying|driving|heading|travelling|traveling|(?:I['’]m|we['’]re) on (?:my|our) way) to`,
    'kind',
    `(?:${STARTS}|(?:I['’]?m|I am|we['’]?re|we are) )`,
  ),
  cue(`(?:${HERE} (?:in|at)|(?:I|we) live (?:in|at)|ring|buzz|knock at|come to) (?:the )?`, 'unit'),
  { pattern: /(?<=(?:^|[.!?;:\n]) ?)(?=(?:room|apartment|flat|apt|suite|unit|zimmer) )/giu, needs: 'both' },
  cue(
    `(?:ich )?(?:bin|sind|sitze|stehe|warte)(?: (?:gerade|jetzt|noch|schon|eben|heute|wieder|hier))* (?:am|im|in|an|bei|beim|auf|vor|vorm)`,
    'kind',
  ),
  cue(
    `(?:wohne|wohnen|lebe|leben)(?: \\p{L}+){0,2} (?:in der nähe|neben|hinter|gegenüber|unweit|nahe|über) ?(?:von|vom|der|des|dem)?`,
    'name',
  ),
  cue(
    `(?:je suis|on est|nous sommes)(?: (?:actuellement|encore|toujours|déjà|juste))? (?:à|au|aux|en|dans|devant|derrière|chez)`,
    'name',
  ),
  cue(
    `(?:j['’]habite|nous habitons|on habite)(?: (?:juste|tout|maintenant))? (?:derrière|devant|près d[eu]|à côté d[eu]|dans|chez|sur|au-dessus d[eu]|en face d[eu])`,
    'name',
  ),
  cue(`(?:estoy|estamos)(?: (?:ahora|aquí|todavía))? (?:en|cerca de|frente a)`, 'name'),
  cue(`(?:sono|siamo)(?: (?:adesso|ora|ancora|qui))? (?:a|al|alla|all|in|nel|nella|allo|davanti a)`, 'name'),
  cue(
    `(?:ik|we|wij) (?:ben|zijn|sta|staan|zit|zitten|wacht)(?: (?:nu|net|even|nog|hier))* (?:op|in|bij|aan|voor)`,
    'name',
  ),
  cue(`(?:estou|estamos)(?: (?:agora|aqui))? (?:em|no|na|perto de)`, 'name'),
  cue(`(?:jag är|vi är)(?: (?:nu|just nu|här))? (?:på|i|vid)`, 'name'),
  cue(`(?:jestem|jesteśmy)(?: (?:teraz|już|tutaj))? (?:w|we|na|przy|pod)`, 'name'),
];

/** What a place may be, in small letters; also the end of a German or Dutch word. */
const KIND =
  /^(?:hotel|hostel|inn|motel|resort|airport|station|library|gym|puregym|spa|hospital|clinic|caf[eéè]|coffee|bakery|pub|bar|brewery|restaurant|pizzeria|diner|starbucks|school|academy|primary|kindergarten|nursery|college|university|uni|campus|park|stadium|arena|pool|leisure|mall|market|museum|gallery|cinema|theatre|theater|church|chapel|cathedral|temple|mosque|synagogue|beach|campsite|cent(?:re|er)|gate|terminal|platform|harbour|harbor|marina|footbridge|garage|embassy|barracks|street|st|road|rd|lane|avenue|ave|boulevard|blvd|square|terrace|drive|crescent|gardens|grove|quay|mews|platz|straße|strasse|gasse|allee|bahnhof|hauptbahnhof|flughafen|krankenhaus|klinikum|bibliothek|kneipe|gare|aéroport|plage|estación|aeropuerto|playa|stazione|aeroporto|spiaggia|praia|plein|straat|centraal|dworzec|lotnisko)$|..(?:platz|straße|strasse|gasse|allee|bahnhof|hafen|brücke|plein|straat|laan|gatan|gracht)$/iu;
/** What a number may be of. */
const UNIT = /^(?:room|apartment|flat|apt|suite|unit|cabin|dorm|zimmer|chambre|habitación|kamer)$/iu;
/** What stands between the words of a name, or between a place and where that is. */
const JOINS =
  /^(?:the|a|an|our|my|this|local|of|on|in|by|near|at|de|du|des|la|le|les|el|los|las|del|della|di|da|do|der|dem|den|die|das|am|im|van|het|and|next|to|behind|opposite|outside|corner|end|top|bottom|floor|[ld])$/iu;
/** Capitals that name no place. */
const NO_NAME =
  /^(?:I|I['’].+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|English|French|German|Spanish|Italian|Dutch|God|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Urlaub)$/u;
const TOKEN = /[ ]?(?<comma>,?) ?(?<word>[\p{L}\p{N}][\p{L}\p{N}'’.&-]{0,40})/duy;
const HOW_LONG = new RegExp(
  `${UNTIL}| (?:right now|just now|tonight|today|this week|all week|all day|over (?:the )?\\p{L}+|(?:for|pour|für|por|per|voor) [^.,;!?\\n]{1,24})`,
  'iuy',
);

/** The words of a place as they stand behind a cue; null where none is named there. */
function placeAt(text: string, from: number, needs: Cue['needs']): number | null {
  let [end, at, joins] = [from, from, 0];
  let [isNamed, isKind, isUnit, isNumbered] = [false, false, false, false];
  for (let taken = 0; taken < 12; taken++) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) break;
    const word = (match.groups?.word ?? '').replace(/(?:['’]s)?[.]*$/, '');
    const comma = match.groups?.comma === ',';
    const isName = /^\p{Lu}/u.test(word) && !NO_NAME.test(word);
    const isNumber = /^\d{1,4}\p{L}?$/u.test(word) && (isUnit || isKind);
    if (comma && !(isName && (isNamed || isNumbered))) break;
    if (KIND.test(word)) isKind = true;
    else if (UNIT.test(word)) isUnit = true;
    else if (!isName && !isNumber) {
      if (!JOINS.test(word) || ++joins > 5) break;
      at = TOKEN.lastIndex;
      continue;
    }
    isNamed ||= isName;
    isNumbered ||= isNumber && isUnit;
    joins = 0;
    at = TOKEN.lastIndex;
    // The mark that ends a sentence is none of the name.
    end = /\.$/.test(match[0]) ? at - 1 : at;
  }
  if (needs === 'unit') return isNumbered ? end : null;
  if (needs === 'both') return isNamed && isKind ? end : null;
  if (!isNamed) return isNumbered ? end : null;
  HOW_LONG.lastIndex = end;
  const long = HOW_LONG.exec(text);
  if (long !== null) return end + long[0].length;
  return needs === 'name' || isKind || isNumbered ? end : null;
}

const findCued = (text: string): Finding[] =>
  CUES.flatMap(({ pattern, needs }) =>
    matchesOf(text, pattern).flatMap((match) => {
      const end = placeAt(text, match.index + match[0].length, needs);
      return end === null
        ? []
        : [{ kind: 'place' as const, start: match.index, end, certainty: 'likely' as const }];
    }),
  );

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
export const findPlaces: Detector = (text) => [
  ...FORMS.flatMap(([pattern, certainty]) =>
    matchesOf(text, pattern).map((match) => findingOf('place', match, certainty)),
  ),
  ...findCued(text),
];
