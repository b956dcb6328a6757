import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useMemo } from 'react';
import { internalPath } from './internal-path.ts';

/** Elements that a post's HTML may hold; of any other only what stands in it is shown. */
const kept = new Set([
  'p',
  'br',
  'em',
  'strong',
  'b',
  'i',
  'u',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'span',
]);
/** What is dropped with all that is in it. */
const dropped = new Set(['script', 'style', 'template', 'iframe', 'object']);

/** Draws the HTML of a post from a list of harmless elements; none of it is ever given to the page as HTML. */
export function Content({ html }: { html: string }): ReactNode {
  const nodes = useMemo(() => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    return [...parsed.body.childNodes];
  }, [html]);
  return <div className="content">{nodes.map(draw)}</div>;
}

function draw(node: ChildNode, index: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const name = node.tagName.toLowerCase();
  if (dropped.has(name)) return null;
  if (name === 'br') return <br key={index} />;
  const inside = [...node.childNodes].map(draw);
  if (name === 'a') return drawLink(node, inside, index);
  if (!kept.has(name) || name === 'span') return <Fragment key={index}>{inside}</Fragment>;
  const Element = name as 'p';
  return <Element key={index}>{inside}</Element>;
}

function drawLink(node: HTMLElement, inside: ReactNode[], index: number): ReactNode {
  const url = URL.parse(node.getAttribute('href') ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) return <Fragment key={index}>{inside}</Fragment>;
  const path = internalPath(url, window.location.origin);
  if (path !== null) {
    return (
      <Link key={index} to={path} className="content-mark">
        {inside}
      </Link>
    );
  }
  return (
    <a key={index} href={url.href} rel="nofollow noopener noreferrer" target="_blank">
      {inside}
    </a>
  );
}
