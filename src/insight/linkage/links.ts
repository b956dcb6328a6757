import type { ShownPersona } from '../../privacy/shown.ts';
import { byRarity, type Clue, PLAIN } from './clue.ts';
import { idsOf, places, type Said, textsOf } from './texts.ts';

/** Sites that everybody links to: that two link to one of these says nothing, that they link to the same page does. */
const COMMON = new Set(
  `wikipedia.org youtube.com youtu.be google.com github.com gitlab.com twitter.com x.com facebook.com instagram.com
  linkedin.com reddit.com medium.com substack.com amazon.com bbc.co.uk bbc.com nytimes.com theguardian.com cnn.com
  reuters.com apnews.com spotify.com apple.com microsoft.com stackoverflow.com archive.org doi.org arxiv.org
  openstreetmap.org vimeo.com tiktok.com threads.net bsky.app mastodon.social imdb.com netflix.com`.split(
    /\s+/,
  ),
);

/** What addresses carry along of who sent them, and not of what they lead to. */
const TRACKING = /^(?:utm_|fbclid|gclid|mc_|igsh|si$|ref$|ref_|source$|share$)/;

/** Most told, pages before sites. */
const MOST = 12;

/** Pages, and less common sites, that both link to. */
export function links(one: ShownPersona, other: ShownPersona): Clue[] {
  const pages = inCommon(one, other, pageOf, 'strong');
  const isTold = new Set(pages.map(({ what }) => siteOf(`https://${what}`)));
  const sites = inCommon(one, other, siteOf, 'weak').filter(
    ({ what }) => !COMMON.has(what) && !isTold.has(what),
  );
  return [...pages, ...sites].slice(0, MOST);
}

/** @param thingOf the page or the site that an address leads to */
function inCommon(
  one: ShownPersona,
  other: ShownPersona,
  thingOf: (address: string) => string | null,
  alone: 'strong' | 'weak',
): Clue[] {
  const thingsIn = ({ links }: Said) => links.flatMap((url) => thingOf(url) ?? []);
  const theirs = places(textsOf(other), thingsIn);
  return [...places(textsOf(one), thingsIn)].flatMap(([what, here]): Clue[] => {
    const there = theirs.get(what);
    if (there === undefined) return [];
    // Others are looked for by the address as either writes it: so it stands in the index of words.
    const written = [here, there].flatMap((texts) => {
      const url = texts.flatMap(({ links }) => links).find((address) => thingOf(address) === what) ?? what;
      return thingOf === siteOf ? (URL.parse(url)?.hostname ?? what) : url;
    });
    return [
      {
        ...PLAIN,
        kind: 'link',
        what,
        times: here.length,
        posts: idsOf(here),
        others: idsOf(there),
        cut: 'take-out',
        counting: { by: 'words', words: [...new Set(written)] },
        weigh: byRarity(alone),
      },
    ];
  });
}

/** Host and path, with what of the query names the page; null for a site's own front page. */
function pageOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name.toLowerCase()));
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '' && query.length === 0) return null;
  const asked = query.map(([name, value]) => `${name}=${value}`).join('&');
  return `${hostOf(url)}${path}${asked === '' ? '' : `?${asked}`}`;
}

/** The site; of common ones all that lies below counts as one. */
function siteOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const host = hostOf(url);
  return COMMON.has(host.split('.').slice(-2).join('.')) ? host.split('.').slice(-2).join('.') : host;
}

const hostOf = (url: URL): string => url.hostname.replace(/^(?:www|m|mobile)\./, '');
