/**
 * Words that tell of what Article 9(1) GDPR protects, by the special categories of the Data Privacy Vocabulary's extension
 * "Personal Data" (https://w3id.org/dpv/pd: Religion, PoliticalAffiliation, TradeUnionMembership, EthnicOrigin, MedicalHealth,
 * Disability, SexualPreference and what is narrower). No member is picked by a value with such a word, or counted by it.
 *
 * It is a list, and English: it knows no other language, no names of persons, places or firms that tell the same, no code
 * words, and nothing of what several harmless values tell together. It holds more than it must: whoever has read about a
 * religion need not be of it. Networks add words of their own by marking hashtags; experts read the rest.
 */
const WORDS = {
  belief: `religion* religious* faith faiths belief* atheis* agnostic* humanis* secularis* pagan* wicca* occult* spiritual*
    christian* catholic* protestant* lutheran* calvinis* anglican* baptis* methodis* evangelical* pentecost* orthodox mormon*
    jehovah* quaker* church* parish* chapel* cathedral bible* biblical gospel* prayer* praying worship* christ jesus
    muslim* islam* sunni* shia* shiite* sufi* quran* koran* mosque* ramadan hijab* halal imam*
    jew jews jewish* judais* torah* talmud* synagogue* kosher rabbi* hasidic* zionis*
    hindu* sikh* jain* buddhis* dharma* taois* shinto* bahai* zoroastr* rastafar* scientolog* temple* theolog* pilgrim*
    missionary missionaries apostate* freemason* druid* animis* kabbalah*`,
  health: `health healthcare disease* illness* sick sickness* ill patient* diagnos* disorder* syndrome* symptom* chronic*
    disab* handicap* wheelchair* impair* blind blindness deaf deafness autis* asperger* adhd dyslexi* neurodiver* neuroatypical*
    depress* anxiety bipolar schizo* psychos* psychiatr* psychother* therapy therapies therapist* trauma* ptsd suicid*
    selfharm anorexi* bulimi* obes* overweight diet diets dieting dietetic* diabet* insulin cancer* tumour* tumor* oncolog* chemo*
    leukaemi* leukemi* hiv aids hepatitis sti std herpes covid* asthma* allerg* coeliac* celiac* crohn* epilep* parkinson*
    alzheimer* dementia* sclerosis arthrit* migraine* fibromyalg* endometrio* menopaus* pregnan* fertil* infertil* ivf
    miscarr* abort* contracept* maternity breastfeed* transplant* dialysis surgery surgeries hospital* clinic clinics medicat*
    medicine* prescription* antidepress* opioid* addict* alcoholi* sober sobriety detox* rehab* smoker* narcotic* overdose*
    genetic* genom* hereditary dna insomni* stroke cardiac pain palliat* hospice* grief bereave* burnout mental
    vaccin* antivax* biometric*`,
  union: `union unions unionis* unioniz* tradeunion* strike strikes striking striker* picket* shopsteward* syndicat* labourmovement worksteward*`,
  sexuality: `sex sexual* sexy sexo* gay gays lesbian* bisexual* pansexual* asexual* homosexual* heterosexual* queer* lgbt*
    lgbtq* lgbtqia* transgender* transsexual* trans nonbinary intersex* genderqueer* genderfluid* drag pride
    polyamor* swinger* swinging fetish* kink* bdsm porn* erotic* escort* hookup* cruising crossdress* gender* pronoun*`,
  origin: `ethnic* racial* racis* black blacks white whites coloured colored asian asians african* afro* arab arabs arabic
    hispanic* latino* latina* latinx* roma romani gypsy gypsies sinti indigenous* aborigin* maori* inuit* sami
    kurd* berber* tamil* uyghur* rohingya* yazidi* diaspora* immigrant* migrant* refugee* asylum* expat* minority minorities
    caste* dalit* tribe tribes tribal* nationality antisemit*`,
  politics: `politic* election* elector* vote voter* voting campaigner* activis* protest* demonstration* democrat*
    republican* conservative* tory tories labour liberal* libertarian* socialis* communis* marxis* leftis* leftwing rightwing
    nationalis* fascis* antifa* anarchis* populis* monarchis* royalis* feminis* antifeminis* environmentalis* greenpeace
    climatestrike veganis* prolife prochoice abolitionis* separatis* independence brexit* maga parliament* senat*
    referend* socialdemocrat*`,
} as const;

export type SpecialCategory = keyof typeof WORDS;
export const SPECIAL_CATEGORIES = Object.keys(WORDS) as readonly SpecialCategory[];

/** Pairs of words of which neither tells anything by itself. */
const PAIRS: Readonly<Record<string, SpecialCategory>> = {
  'works council': 'union',
  'shop steward': 'union',
  'coming out': 'sexuality',
  'same sex': 'sexuality',
  'self harm': 'health',
  'eating disorders': 'health',
  'weight loss': 'health',
  'support group': 'health',
  'twelve steps': 'health',
  '12 steps': 'health',
  'anonymous alcoholics': 'health',
  'left wing': 'politics',
  'right wing': 'politics',
  'green party': 'politics',
  'human rights': 'politics',
  'pro life': 'politics',
  'pro choice': 'politics',
  'climate strike': 'politics',
  'free masons': 'belief',
};

const whole = new Map<string, SpecialCategory>();
const beginnings = new Map<string, SpecialCategory>();
for (const category of SPECIAL_CATEGORIES) {
  for (const word of WORDS[category].split(/\s+/u)) {
    if (word.endsWith('*')) beginnings.set(word.slice(0, -1), category);
    else whole.set(word, category);
  }
}
for (const [pair, category] of Object.entries(PAIRS)) whole.set(pair.replaceAll(' ', ''), category);

const SHORTEST = Math.min(...[...whole.keys(), ...beginnings.keys()].map((word) => word.length));

/** Words that stand beside others in one, as hashtags have them: of small letters, with nothing between. */
const COMPANIONS = new Set(
  `and for the my our of in is on with day days week month year history matter matters lives life love power people
    community group support awareness action now rights justice movement party club network world talk talks story stories
    positive positivity proud member members care news`.split(/\s+/u),
);

/** The words of a text: small letters, without accents; a hashtag in humps is several. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function ofWord(word: string): SpecialCategory | null {
  const found = whole.get(word) ?? null;
  for (let end = SHORTEST; found === null && end <= word.length; end++) {
    const begins = beginnings.get(word.slice(0, end));
    if (begins !== undefined) return begins;
  }
  return found;
}

/** How what stands in others may begin: of most words nothing else need be asked. */
const STARTS = new Set(
  [...whole.keys(), ...beginnings.keys(), ...COMPANIONS].map((word) => word.slice(0, 2)),
);

/** What a word of several that are run together tells: all of it are listed words and such as stand beside them. */
function ofParts(word: string): SpecialCategory | null {
  if (!STARTS.has(word.slice(0, 2))) return null;
  /** By how many letters from the first on can be so divided; null is by companions alone. */
  const divided = new Map<number, SpecialCategory | null>([[0, null]]);
  for (let end = 2; end <= word.length; end++) {
    for (const [start, before] of divided) {
      const part = word.slice(start, end);
      const listed = whole.get(part) ?? beginnings.get(part) ?? null;
      if (listed === null && !COMPANIONS.has(part)) continue;
      if (divided.get(end) == null) divided.set(end, before ?? listed);
    }
  }
  return divided.get(word.length) ?? null;
}

/**
 * Which special category a text tells of by a word of it, by two that stand together, or by such as are run together, as in a
 * hashtag; null where the list knows none.
 */
export function specialCategoryOf(text: string): SpecialCategory | null {
  const words = wordsOf(text);
  for (const [n, word] of words.entries()) {
    const pair = `${word} ${words[n + 1] ?? ''}`;
    const found = PAIRS[pair] ?? ofWord(word) ?? ofWord(`${word}${words[n + 1] ?? ''}`) ?? ofParts(word);
    if (found !== null) return found;
  }
  return null;
}
