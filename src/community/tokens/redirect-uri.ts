/** Shows the code to the person instead of sending it anywhere. */
export const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';

const DANGEROUS = [
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'view-source:',
  'ws:',
  'wss:',
];
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a code may be sent there: over TLS, to the same machine, or to an app by a scheme of its own (RFC 8252). */
export function isRedirectUri(text: string): boolean {
  if (text === OUT_OF_BAND) return true;
  if (text.length > 2000 || /[\s\p{Cc}]/u.test(text)) return false;
  const url = URL.parse(text);
  if (url === null || url.hash !== '' || text.includes('#') || url.username !== '') return false;
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return LOOPBACK.includes(url.hostname);
  return !DANGEROUS.includes(url.protocol);
}
