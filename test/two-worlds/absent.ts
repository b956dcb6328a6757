/** An id of nothing, in either world. */
export const ABSENT = '019cbdb6-6e00-7bad-8bad-bad0bad0bad0';
