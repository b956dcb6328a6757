/** Looks for TXT records in the DNS. */
export interface TxtResolver {
  /**
   * The records at a name, each put together from its parts; none where there is no such name.
   * @returns null where it can't be said: nobody answered in time, or the answer was an error
   */
  txt(name: string): Promise<readonly string[] | null>;
}
