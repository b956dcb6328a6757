/** Takes what is left, one after the other; several may take from the same. */
export async function inTurn<T>(items: Iterator<T>, act: (item: T) => Promise<void>): Promise<void> {
  for (let item = items.next(); !item.done; item = items.next()) await act(item.value);
}
