/** Words that turn the sense of the three words behind them. "n't" at the end of any word does so too. */
export const negations: ReadonlySet<string> = new Set(
  `aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt neither never
  no nobody none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent without wont wouldnt rarely
  seldom hardly barely scarcely lack lacks lacking lacked`.split(/\s+/),
);

const STRONGER = 0.293;

const more = `absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely
  especially exceptionally extremely fabulously flipping flippin fricking frickin frigging friggin fully fucking
  greatly hella highly hugely incredibly intensely majorly more most particularly purely quite really remarkably so
  substantially such thoroughly totally tremendously uber unbelievably unusually utterly very damn super`;

const less = `almost barely hardly kinda kindof less little marginally occasionally partly scarcely slightly somewhat
  sorta sortof fairly mildly`;

/** What a word adds to the size of the weight of one that follows it (VADER's, Hutto and Gilbert 2014). */
export const boosts: ReadonlyMap<string, number> = new Map([
  ...more.split(/\s+/).map((word) => [word, STRONGER] as const),
  ...less.split(/\s+/).map((word) => [word, -STRONGER] as const),
]);

/** Behind these a sentence says what it means; what stood before counts for less. */
export const turns: ReadonlySet<string> = new Set(['but', 'however', 'yet', 'nevertheless', 'nonetheless']);
