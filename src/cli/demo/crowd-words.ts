/** What a club of tea drinkers talks about, and how. `{tea}` is a tea. */

const TEAS = ['Assam', 'Ceylon', 'Darjeeling', 'earl grey', 'sencha', 'oolong', 'rooibos', 'jasmine tea'];

const GLAD = [
  'The {tea} is wonderful this year. #tasting',
  'I love how the {tea} smells in the morning. #tasting',
  'Best {tea} I have had in years, and a lovely tin. #review',
  'My parcel came a day early, beautifully packed. Thank you! #service',
  'So happy with the {tea}; my neighbour is delighted too. #review',
  'Great evening with friends, good biscuits and a pot of {tea}.',
  'Cold {tea} with mint: simple, fresh, perfect. #recipes',
  'Scones and {tea}. Life is good. #recipes',
] as const;

const PLAIN = [
  'Trying the {tea} with less water today. #tasting',
  'How long do you let {tea} stand? Three minutes here. #tasting',
  'Second pot of {tea}, third chapter of the book.',
  'Does anybody drink {tea} in the evening?',
  'The shop on the corner has {tea} again. #shop',
  'Weighed my {tea}: four grams to the pot. #recipes',
  'Which pot do you use for {tea}?',
  'Moved the tins to the other shelf. {tea} is on top now.',
] as const;

const SOUR = [
  'The {tea} was stale and I am disappointed. #review',
  'My parcel is late again, and nobody answers. Annoying. #service',
  'This {tea} is bitter and weak at once. Sad. #tasting',
  'The bag was torn and half of the {tea} is lost. Bad packing. #service',
] as const;

/** In the weeks in which the lids didn't fit. */
const LIDS = [
  'The new lid is awful, it does not close and the {tea} goes stale. #lids',
  'I hate these new lids. Please bring the old ones back. #lids',
  'Third tin, third broken lid. Terrible. #lids',
  'The lids are a problem here too, what a pity. #lids',
] as const;

/** Since a new tea came. */
const ROSEHIP = [
  'The new rosehip is delicious, I am in love. #rosehip',
  'Rosehip and honey: a great idea, thank you. #rosehip',
  'Tried the rosehip today. Fruity, bright, wonderful. #rosehip',
  'Rosehip in the pot, rain at the window. Happy. #rosehip',
  'The rosehip is too sour for me, sorry. #rosehip',
] as const;

const GERMAN = [
  'Heute gibt es bei uns wieder einen starken Ostfriesentee mit Kandis und Sahne.',
  'Der neue Deckel schließt leider überhaupt nicht richtig, das finde ich sehr schade.',
] as const;

export interface Said {
  readonly text: string;
  readonly language: string;
}

/**
 * What somebody says so many weeks before the end of the sample, in the last of which the new tea is there; five and four weeks
 * before the lids didn't fit.
 * @param random numbers from 0 to 1
 */
export function sayIn(weeksAgo: number, random: () => number): Said {
  const one = (of: readonly string[]): string => of[Math.floor(random() * of.length)] as string;
  const mood = random();
  if (mood < 0.04) return { text: one(GERMAN), language: 'de' };
  const text = one(kindOf(weeksAgo, mood)).replace('{tea}', one(TEAS));
  return { text: text.charAt(0).toUpperCase() + text.slice(1), language: 'en' };
}

function kindOf(weeksAgo: number, mood: number): readonly string[] {
  if (weeksAgo === 0 && mood < 0.62) return ROSEHIP;
  if ((weeksAgo === 4 || weeksAgo === 3) && mood < 0.45) return LIDS;
  if (mood < 0.6) return GLAD;
  return mood < 0.88 ? PLAIN : SOUR;
}

export const INTERESTS = ['baking', 'books', 'ceramics', 'chess', 'cycling', 'gardens', 'hiking', 'music'];
export const SKILLS = ['blending', 'carpentry', 'drawing', 'languages', 'photography', 'sewing'];
