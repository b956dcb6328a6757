/**
 * Words that English sentences are held together by. They have no mood of their own: what a fit would make of them
 * belongs to the kind of text it was fitted on, so that they get no weight alone.
 */
export const plainWords: ReadonlySet<string> = new Set(
  `a an the and or of to in on at by for from with as is are was were be been being am i you he she it we they me him
  her us them my your his its our their mine this that these those there here who whom which what when where how has
  have had do does did will would can could shall should may might must if then than so also about into over after
  before during up down out off again once s t im i'm it's i've i'd i'll he's she's that's there's you're they're we're
  some any each other same own both such one two first new day time today now`.split(/\s+/),
);

/** Of these other languages have some too, such as "die Stadt, in der ich so gern war". */
export const sharedWords: ReadonlySet<string> = new Set(
  'a an in on at by as is was am i he me do does will can so over us s t im die of'.split(' '),
);

/** Words by which English is known. */
export const englishWords: ReadonlySet<string> = new Set([
  ...[...plainWords].filter((word) => !sharedWords.has(word)),
  ...`but not too very more most just like only even all less never rather much because while through until against
  get got make made see good great bad well way`.split(/\s+/),
]);
