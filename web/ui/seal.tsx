import type { ReactNode } from 'react';

const wax =
  'M62.7 32C63.1 35.5 60.9 40 59 43.2 57 46.3 53.9 48.9 51.1 51.1 48.3 53.3 45.3 54.7 42.1 56.4 38.9 58.2 35.5 61.3 32 61.6 28.5 61.8 24.6 59.5 21.3 57.9 17.9 56.3 14.8 54.5 11.9 52.1 9.1 49.7 5.1 46.9 4.2 43.5 3.3 40.2 5.8 35.7 6.3 32 6.7 28.3 6 25.1 6.9 21.6 7.7 18.1 8.9 14.1 11.2 11.2 13.5 8.3 17.1 5.3 20.5 4.3 24 3.3 28.3 4.9 32 5.2 35.7 5.4 39.6 4.6 42.8 5.8 46.1 7 49.6 9.5 51.8 12.2 54 14.9 54.5 18.6 56.3 21.9 58.1 25.2 62.2 28.5 62.7 32Z';
const comb =
  'M25.4 19.2 31.5 22.7V29.7L25.4 33.2 19.3 29.7V22.7ZM38.6 19.2 44.7 22.7V29.7L38.6 33.2 32.5 29.7V22.7ZM32 30.6 38.1 34.1V41.1L32 44.6 25.9 41.1V34.1Z';

/** The seal: wax with three cells of a comb pressed into it. */
export function Seal(): ReactNode {
  return (
    <svg className="seal" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path className="seal-wax" d={wax} />
      <circle className="seal-rim" cx="32" cy="32" r="20.5" />
      <path className="seal-comb" d={comb} />
    </svg>
  );
}

/** The seal as a sign in a line of text: whole where something is sealed, broken where everyone may read it. */
export function SealSign({ broken = false }: { broken?: boolean }): ReactNode {
  return (
    <svg className="icon seal-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M22.3 12C22.4 13.6 21.5 15.6 20.5 16.9 19.5 18.2 17.8 18.7 16.4 19.6 15 20.4 13.5 21.9 12 22 10.5 22.1 8.7 21 7.3 20.2 5.8 19.4 3.8 18.5 3.2 17.1 2.5 15.7 3 13.6 3.1 12 3.2 10.4 3.3 8.8 3.9 7.3 4.5 5.8 5.4 3.7 6.8 3 8.1 2.2 10.3 2.7 12 2.8 13.7 2.9 15.6 2.8 16.9 3.6 18.2 4.4 18.9 6.1 19.8 7.5 20.7 8.9 22.2 10.4 22.3 12Z" />
      <path d={broken ? 'M13.5 3 10.5 9 13.5 13.5 10.5 21.5' : 'M12 8 15.5 10V14L12 16 8.5 14V10Z'} />
    </svg>
  );
}
