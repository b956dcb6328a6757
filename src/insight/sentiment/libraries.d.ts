/** Types of libraries that come without. Only what is used. */

declare module 'vader-sentiment/src/vader_lexicon.js' {
  /** Word or emoticon in lower case -> mean of ten ratings, -4 to 4. */
  export const lexicon: Readonly<Record<string, number>>;
}

declare module 'vader-sentiment' {
  const library: {
    readonly SentimentIntensityAnalyzer: {
      readonly polarity_scores: (text: string) => { readonly compound: number };
    };
  };
  export = library;
}

declare module 'wink-sentiment' {
  function wink(text: string): { readonly normalizedScore: number };
  export = wink;
}

declare module 'sentiment' {
  class Sentiment {
    analyze(text: string): { readonly comparative: number };
  }
  export = Sentiment;
}
