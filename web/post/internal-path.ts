/** The path within the app of an address of this server's; null for any other. */
export function internalPath(url: URL, origin: string): string | null {
  return url.origin === origin && /^\/n\//.test(url.pathname) ? url.pathname : null;
}
