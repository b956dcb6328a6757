const name = 'waxseal.persona';

/** The persona that this tab last spoke as; an id and nothing else, gone with the tab. */
export function recallChoice(): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null; // storage is switched off
  }
}

export function rememberChoice(persona: string): void {
  try {
    sessionStorage.setItem(name, persona);
  } catch {
    // The tab begins with the first persona again.
  }
}

export function forgetChoice(): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
