import type { Cedar } from '../cedar.ts';
import { fillIn, fits, inCedar } from './blanks.ts';
import type { Fields, Template } from './template.ts';

/** What is said about a clause. */
export interface About {
  readonly id: string;
  readonly reason?: string;
  /** The law or standard that it serves. */
  readonly law?: string;
}

const LINE = 100;

/** The clause in Cedar, as its own formatter writes it; null where a blank holds what can't stand there. */
export function writeClause(cedar: Cedar, template: Template, fields: Fields, about: About): string | null {
  for (const [name, blank] of Object.entries(template.blanks)) if (!fits(blank, fields[name])) return null;
  const clause = fillIn(template, (name, blank) => inCedar(blank, fields[name] ?? ''));
  const said = [
    `@id(${quoted(about.id)})`,
    ...(about.reason ? [`@reason(${quoted(about.reason)})`] : []),
    ...(about.law ? [`@law(${quoted(about.law)})`] : []),
  ];
  return format(cedar, `${said.join('\n')}\n${clause}`);
}

/** As Cedar's formatter writes it; as it is where that can't read it. */
export function format(cedar: Cedar, text: string): string {
  const answer = cedar.formatPolicies({ policyText: text, lineWidth: LINE, indentWidth: 2 });
  return answer.type === 'success' ? answer.formatted_policy.trim() : text.trim();
}

/** A text as Cedar writes texts; whatever would break the line is a blank. */
const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\s+|\p{Cc}/gu, ' ').trim());
