/** Whether something holds; if not, the step that failed and why, in plain words. */
export type Checked =
  | { readonly holds: true }
  | { readonly holds: false; readonly step: string; readonly says: string };

export const HOLDS: Checked = { holds: true };

export const fails = (step: string, says: string): Checked => ({ holds: false, step, says });
