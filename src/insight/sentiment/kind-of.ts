/** Kinds of units of UTF-16; 0 is for signs. */
export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 3;
const kinds = new Uint8Array(0x250);
for (let code = 0; code < kinds.length; code++) {
  const text = String.fromCharCode(code);
  if (/\p{L}/u.test(text) || text === '_') kinds[code] = LETTER;
  else if (/\d/.test(text)) kinds[code] = DIGIT;
  else if (/\s/.test(text)) kinds[code] = SPACE;
}

/** Letter, digit, space or sign, by a table for Latin letters and by blocks of Unicode for others. */
export function kindOf(code: number): number {
  if (code < kinds.length) return kinds[code] as number;
  if (code >= 0x2000 && code <= 0x206f) return code <= 0x200a ? SPACE : 0;
  if (code === 0x3000) return SPACE;
  if (code >= 0xfe00 && code <= 0xfe0f) return 0;
  return code >= 0x2070 && code <= 0x2bff ? 0 : code >= 0xd800 && code <= 0xdfff ? 0 : LETTER;
}
