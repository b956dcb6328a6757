import type { PolicyEngine } from './store/policies/engine.ts';

/** What the answers are to be, so that an engine that loads and doesn't work is found out. */
const KNOWN_ANSWERS = [
  ['permit(principal, action, resource);', 'allow'],
  ['permit(principal, action, resource); forbid(principal, action, resource);', 'deny'],
] as const;

/** The part of Cedar that is tried. */
interface Cedar {
  isAuthorized(call: typeof QUESTION & { readonly policies: { readonly staticPolicies: string } }): {
    readonly type: string;
    readonly response?: { readonly decision: string };
  };
}

const QUESTION = {
  principal: { type: 'Service', id: 'one' },
  action: { type: 'Action', id: 'listen' },
  resource: { type: 'Post', id: 'one' },
  context: {},
  entities: [],
};

const loadCedar = async (): Promise<Cedar> =>
  (await import('@cedar-policy/cedar-wasm/nodejs')) as unknown as Cedar;

/**
 * Loads the engine that compiles policies, and has it answer what is known. It doesn't throw: without it the server runs on,
 * and denies whatever a policy speaks of.
 * @param fail told why it doesn't work
 */
export async function tryPolicyEngine(
  fail: (error: unknown) => void,
  load: () => Promise<Cedar> = loadCedar,
): Promise<PolicyEngine> {
  try {
    const cedar = await load();
    for (const [staticPolicies, expected] of KNOWN_ANSWERS) {
      const answer = cedar.isAuthorized({ ...QUESTION, policies: { staticPolicies } });
      if (answer.response?.decision !== expected) throw new Error('the policy engine answers wrongly');
    }
    return { works: true };
  } catch (error) {
    fail(error);
    return { works: false };
  }
}
