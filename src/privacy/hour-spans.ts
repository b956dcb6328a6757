const HOURS_OF_DAY = 24;

/** The hours of a policy as spans of a day, from o'clock up to o'clock: what it keeps as bits. */
export function hourSpans(hours: number): readonly (readonly [from: number, until: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let hour = 0; hour < HOURS_OF_DAY; hour++) {
    if (((hours >>> hour) & 1) === 0) continue;
    const last = found.at(-1);
    if (last?.[1] === hour) found[found.length - 1] = [last[0], hour + 1];
    else found.push([hour, hour + 1]);
  }
  return found;
}
