import type { CSSProperties } from 'react';

/** Sets the colour of a persona for all inside. React sets it through the CSSOM, which the content policy allows. */
export const hueStyle = (hue: number): CSSProperties => ({ '--hue': hue }) as CSSProperties;
