/** Name of the environment variable that asks for the long tests. */
export const longVariable = 'WAXSEAL_TEST_LONG';

/** Whether this is a long run. */
export const isLong = Boolean(process.env[longVariable]);

/** For `{ skip: unlessLong }`: false in a long run, otherwise the words how to have one. */
export const unlessLong = isLong ? false : 'long: npm run test:long';
