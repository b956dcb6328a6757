import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { countAttempts } from './attempts.ts';
import { keyedHash } from './keys.ts';

/** How long a code that was mailed is good for. */
export const CODE_MS = 60 * 60_000;
/** Without letters that look like digits: 40 bits in 8 characters. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export const newCode = ({ random }: Pick<Deps, 'random'>): string =>
  [...random(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** What is kept of a code, which is for one address of one account. @param address none is that of the sign-in */
export const hashOfCode = (
  deps: Pick<Deps, 'masterKey'>,
  code: string,
  account: string,
  ...address: readonly string[]
): Buffer =>
  keyedHash(deps, 'hash of mailed codes', account, code.toLowerCase().replaceAll(/[\s-]/g, ''), ...address);

/**
 * Mails a code. Several accounts may have one address: beyond what one inbox is sent at most nothing is mailed, and
 * nothing said, since a refusal would tell whoever shares the address that somebody else asked.
 */
export async function mailCode(
  deps: Pick<Deps, 'store' | 'masterKey' | 'mailer'>,
  email: string,
  code: string,
  at: Instant,
): Promise<Result<null>> {
  const perAddress = await countAttempts(deps, [{ kind: 'inbox', at: email }], at);
  if (!perAddress.ok) return ok(null);
  try {
    await deps.mailer.send({
      to: email,
      subject: 'Your code for Waxseal',
      text: `Your code is ${code}\n\nIt confirms that this e-mail address is yours, for one hour. If you did not ask for it, ignore this mail.\n`,
    });
  } catch {
    const says = 'The mail could not be sent. Tell whoever runs this server, or try again later.';
    return refuse({ kind: 'conflict', says });
  }
  return ok(null);
}

export const wrongCode = refuse({
  kind: 'invalid',
  field: 'code',
  says: 'is not the code that was mailed last, or it is over; ask for another',
});
