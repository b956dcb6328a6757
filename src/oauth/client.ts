import type { Context } from 'hono';

/** The client's own name and secret, from the header (RFC 6749, section 2.3.1) or else from the form. */
export function clientOf(
  c: Context,
  form: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined },
): { readonly id: string; readonly secret: string | null } {
  const basic = /^Basic\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { id: decoded(id), secret: decoded(secret.join(':')) };
  }
  const secret = form.client_secret;
  return { id: form.client_id ?? '', secret: secret === undefined || secret === '' ? null : secret };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
