import { hashRaw } from '@node-rs/argon2';
import { ok, type Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import { keyedHash } from './keys.ts';
import { inTurn } from './stretching.ts';

/** What a person says at sign-up and sign-in, normalised. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Where the account of an address and a password is to be found. The salt follows from the address and the server's
 * secret, so that one computation and one look-up serve whether or not there is such an account, and no table tells
 * which addresses are known (docs/adr/0006).
 * @returns refused where too many are at it
 */
export async function signInIndex(
  deps: Pick<Deps, 'masterKey' | 'passwordCost'>,
  { email, password }: Credentials,
): Promise<Result<Buffer>> {
  const salt = keyedHash(deps, 'salt of passwords', email);
  const digest = await inTurn(() =>
    hashRaw(password, {
      // The package's default algorithm is argon2id, version 19.
      memoryCost: deps.passwordCost.memoryKiB,
      timeCost: deps.passwordCost.passes,
      parallelism: 1,
      outputLen: 32,
      salt,
    }),
  );
  return digest.ok ? ok(keyedHash(deps, 'index of sign-ins', digest.value)) : digest;
}
