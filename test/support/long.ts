/** Name of the environment variable that asks for the long tests. */
export const longVariable = 'WAXSEAL_TEST_LONG';

/** For `{ skip: unlessLong }`: false in a long run, otherwise the words how to have one. */
export const unlessLong = process.env[longVariable] ? false : 'long: npm run test:long';
