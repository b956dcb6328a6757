import { type Checked, fails } from './checked.ts';
import { checkProof, type JsonObject } from './data-integrity.ts';
import { parseVkey } from './note.ts';
import { RECEIPT_PROFILE, STATUS } from './receipt-words.ts';

/** What a receipt shows where it holds. */
interface ShownReceipt {
  readonly state: keyof typeof STATUS;
  readonly at: string;
  /** A word and the IRI of each. */
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
  /** The name of who signed it. */
  readonly signer: string;
}

export type VerifiedReceipt =
  | { readonly holds: true; readonly shows: ShownReceipt }
  | Exclude<Checked, { readonly holds: true }>;

/** Whether a file says that it is a receipt, rather than a proof of the ledger. */
export const saysReceipt = (text: string): boolean => /"@type"\s*:\s*"dpv:ConsentReceipt"/.test(text);

/**
 * Verifies a receipt's file, by itself: no server is asked.
 * @param text the file
 * @param key the key as one knows it; null takes the file's own, which shows only that the file agrees with itself
 */
export function verifyReceipt(text: string, key: string | null): VerifiedReceipt {
  const file = parsed(text);
  if (file === null) return no('form', 'This isn’t JSON in which everything is said once.');
  const verifier = key === null ? null : parseVkey(key);
  if (key !== null && verifier === null) return no('key', 'There is no key that can be read.');
  if (file['@type'] !== 'dpv:ConsentReceipt' || file['dct:conformsTo'] !== RECEIPT_PROFILE) {
    return no('form', 'This is no receipt that this program knows.');
  }
  const checked = checkProof(file, verifier);
  if (!checked.holds) return checked;
  const shows = shownBy(file);
  return shows === null ? no('form', 'It is signed, and isn’t what a receipt says.') : { holds: true, shows };
}

const no = fails as (step: string, says: string) => Exclude<Checked, { readonly holds: true }>;

/** @returns null for what isn't an object, or has a name twice: whoever reads the file may read the other of the two */
function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    const bare = text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) => (part.startsWith('"') ? part : ''));
    return isObject(value) && bare === JSON.stringify(value) ? value : null;
  } catch {
    return null;
  }
}

function shownBy(file: JsonObject): ShownReceipt | null {
  const { 'dpv:hasRecordOfActivity': record, proof } = file;
  if (!isObject(record) || !isObject(proof)) return null;
  const statuses = listOf(record['dpv:hasConsentStatus']);
  const last = statuses.at(-1);
  const types = [last?.['@type']].flat();
  const states = Object.keys(STATUS) as (keyof typeof STATUS)[];
  const state = states.find((one) => types.includes(STATUS[one]));
  const at = last?.['dpv:isIndicatedAtTime'];
  if (state === undefined || typeof at !== 'string') return null;
  const purposes = listOf(record['dpv:hasProcess']).flatMap((process) => listOf(process['dpv:hasPurpose']));
  const recipients = listOf(record['dpv:hasEntity']).filter((entity) =>
    [entity['@type']].flat().includes('dpv:DataController'),
  );
  return {
    state,
    at,
    purposes: purposes.map((purpose) => `${purpose['dct:title']}, ${purpose['@id']}`),
    recipients: recipients.map((entity) => String(entity['dpv:hasName'])),
    signer: String(proof.domain),
  };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
