/** Cedar itself, as it came from its makers: https://www.cedarpolicy.com, the language of AWS Verified Permissions. */
export type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

let loading: Promise<Cedar | null> | null = null;

/**
 * Loads Cedar when it is first asked for, once a process: whoever never looks at a policy doesn't carry it.
 * @returns null where it can't be loaded: then nothing can be checked, and no policy takes the place of another
 */
export function loadCedar(): Promise<Cedar | null> {
  loading ??= import('@cedar-policy/cedar-wasm/nodejs').catch(() => null);
  return loading;
}
