import { z } from 'zod';
import { absent, ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { escapeHtml } from '../../present/plain-text.ts';

/** A picture is a function of its address: it is there whoever has it, and tells of nobody. */
export const avatar = endpoint({
  method: 'get',
  path: '/avatars/:hue/:file',
  summary: 'A picture: a letter on a colour, or the colour alone as `header.svg`',
  auth: 'nobody',
  params: z.object({
    hue: z.string().regex(/^(?:[0-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9])$/),
    file: z.string().max(40),
  }),
  answers: z.string(),
  async handle({ params: { hue, file } }) {
    const name = /^(.*)\.svg$/u.exec(file)?.[1];
    if (name === undefined) return absent;
    if (name === 'header') return ok({ response: svg(header(hue)) });
    return /^(?:[\p{L}\p{N}]{1,3}|-)$/u.test(name) ? ok({ response: svg(letter(hue, name)) }) : absent;
  },
});

const svg = (text: string): Response =>
  new Response(text, { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' } });

const header = (hue: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="hsl(${hue} 45% 82%)"/></svg>`;

const letter = (hue: string, initial: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 55% 34%)"/><text x="48" y="48" fill="#fff" font-family="system-ui, sans-serif" font-size="46" text-anchor="middle" dominant-baseline="central">${initial === '-' ? '' : escapeHtml(initial)}</text></svg>`;
