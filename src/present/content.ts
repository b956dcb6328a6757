import { foldTag, type Mark, marksIn } from '../community/posts/marks.ts';
import { escapeHtml } from './plain-text.ts';

/** Where the parts of a text lead; null leaves one plain. */
export interface Targets {
  mention(handle: string, network: string | null): { readonly url: string; readonly name: string } | null;
  tag(tag: string): string;
}

/** A post's text as HTML: escaped, in paragraphs, with links, hashtags and mentions. Nothing else can come out of it. */
export function htmlOfPost(text: string, targets: Targets): string {
  let html = '';
  let done = 0;
  for (const mark of marksIn(text)) {
    html +=
      escapeHtml(text.slice(done, mark.start)) + htmlOf(mark, text.slice(mark.start, mark.end), targets);
    done = mark.end;
  }
  return inParagraphs(html + escapeHtml(text.slice(done)));
}

function htmlOf(mark: Mark, words: string, targets: Targets): string {
  switch (mark.kind) {
    case 'link':
      return `<a href="${escapeHtml(mark.url)}" rel="nofollow noopener noreferrer" target="_blank">${escapeHtml(words)}</a>`;
    case 'tag': {
      const url = escapeHtml(targets.tag(mark.tag));
      return `<a href="${url}" class="mention hashtag" rel="tag">#<span>${escapeHtml(words.slice(1))}</span></a>`;
    }
    case 'mention': {
      const target = targets.mention(mark.handle, mark.network);
      if (target === null) return escapeHtml(words);
      return `<span class="h-card"><a href="${escapeHtml(target.url)}" class="u-url mention">@<span>${escapeHtml(target.name)}</span></a></span>`;
    }
  }
}

/** None of the marks holds a line break, so that they can be told by the escaped text. */
function inParagraphs(html: string): string {
  const paragraphs = html
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return paragraphs.map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`).join('');
}

/** Where a hashtag's page is. */
export const tagUrl = (publicUrl: string, network: string, tag: string): string =>
  `${publicUrl}/n/${network}/tags/${encodeURIComponent(foldTag(tag))}`;
