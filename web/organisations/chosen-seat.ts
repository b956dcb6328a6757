const name = 'waxseal.seat';

/** The seat in which this tab acts: an id and nothing else, gone with the tab. */
export function recallSeat(): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null; // storage is switched off
  }
}

export function rememberSeat(seat: string | null): void {
  try {
    if (seat === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, seat);
  } catch {
    // The tab forgets it when it is loaded anew.
  }
}
