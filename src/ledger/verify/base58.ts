/** Bitcoin's alphabet: no 0, O, I or l. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes in base 58, as W3C's multibase has them behind a `z`. */
export function toBase58(bytes: Uint8Array): string {
  let digits = '';
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  for (; rest > 0n; rest /= 58n) digits = `${ALPHABET[Number(rest % 58n)]}${digits}`;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + digits;
}

/** Texts longer than this aren't read: what is in base 58 here is a key or a signature. */
const LONGEST = 200;

/** @returns null for what isn't base 58 */
export function fromBase58(text: string): Uint8Array | null {
  if (text.length > LONGEST || [...text].some((letter) => !ALPHABET.includes(letter))) return null;
  let number = [...text].reduce((sum, letter) => sum * 58n + BigInt(ALPHABET.indexOf(letter)), 0n);
  const bytes: number[] = [];
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
  const digits = text.search(/[^1]/);
  return Uint8Array.from([...new Array<number>(digits < 0 ? text.length : digits).fill(0), ...bytes]);
}
