import { compileKept } from '../../governance/sign-off/compile-kept.ts';
import type { StepDeps } from '../../governance/sign-off/step-deps.ts';
import { signatureFile } from '../../ledger/sign-offs/sign-sign-off.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';

/** What the steps of a matter need: where the language of policies, the ledger's proofs and the workflow meet. */
export const stepDeps = (deps: Deps, network: NetworkId): StepDeps => ({
  store: deps.store,
  ids: deps.ids,
  publicUrl: deps.publicUrl,
  compile: compileKept,
  sign: (document, at) => signatureFile(deps, network, document, at),
});
