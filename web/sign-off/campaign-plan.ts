/** Functions that write to many. */
export const CAMPAIGNING = ['marketing', 'sales'] as const;
type Campaigning = (typeof CAMPAIGNING)[number];

/** What is signed of a campaign. */
interface CampaignPlan {
  readonly function: Campaigning;
  readonly text: string;
  readonly most: number;
  readonly until: string;
}

/** The same as fields have it. */
export interface CampaignDraft {
  readonly function: Campaigning;
  readonly text: string;
  readonly most: string;
  /** The last one, as `YYYY-MM-DD`; it goes on until its midnight, here. */
  readonly day: string;
}

export const campaignsOf = (fn: string): Campaigning | null => CAMPAIGNING.find((one) => one === fn) ?? null;

/** The campaign that a matter's text says; null where it says none. */
export function campaignIn(text: string | undefined): CampaignPlan | null {
  const plan = planIn(text ?? '');
  const fn = campaignsOf(String(plan?.function));
  return plan !== null &&
    fn !== null &&
    typeof plan.text === 'string' &&
    typeof plan.most === 'number' &&
    typeof plan.until === 'string'
    ? { function: fn, text: plan.text, most: plan.most, until: plan.until }
    : null;
}

/** A text as the plan that it is, by its names; null where it is none. */
export function planIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A campaign as fields have it, from a matter's text or as it is begun. */
export function campaignDraft(text: string, fn: Campaigning = 'marketing'): CampaignDraft {
  const plan = campaignIn(text);
  if (plan === null) return { function: fn, text: '', most: '100', day: '' };
  return { function: plan.function, text: plan.text, most: String(plan.most), day: dayOf(plan.until) };
}

/** The text of a matter. What no number or day is becomes null, which the server refuses with the reason. */
export function campaignText({ day, text, most, function: fn }: CampaignDraft): string {
  const until = new Date(`${day}T23:59:59`);
  const isDay = !Number.isNaN(until.getTime());
  const plan = {
    function: fn,
    text: text.trim(),
    most: Number(most),
    until: isDay ? until.toISOString() : null,
  };
  return JSON.stringify(plan, null, 2);
}

/** The day here, as fields of dates have it. */
function dayOf(at: string): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
