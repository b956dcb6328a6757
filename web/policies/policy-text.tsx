import { type ReactNode, useRef } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import type { CheckedPolicy, PolicyFinding } from '../api/policies.ts';

/** The same as Cedar; what is wrong leads to where it stands. */
export function PolicyText({
  text,
  checked,
  onChange,
}: {
  text: string;
  checked: CheckedPolicy | undefined;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const go = (finding: PolicyFinding) => {
    const at = offsetOf(text, finding);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  const errors = checked?.errors ?? [];
  const notes = checked?.notes ?? [];
  return (
    <div className="policy-text">
      <TextField value={text} onChange={onChange} className="field" isInvalid={errors.length > 0}>
        <Label>{t('policyEditor.cedar')}</Label>
        <TextArea
          ref={area}
          className="input policy-area"
          rows={18}
          spellCheck="false"
          autoCapitalize="off"
        />
      </TextField>
      <div role="status">
        {checked === undefined ? null : (
          <p className={errors.length > 0 ? 'policy-verdict policy-wrong' : 'policy-verdict'}>
            {errors.length > 0
              ? t('policyEditor.errors', { count: errors.length })
              : t('policyEditor.valid', { count: checked.clauses.length })}
          </p>
        )}
      </div>
      <Findings findings={errors} isWrong onGo={go} />
      <Findings findings={notes} onGo={go} />
    </div>
  );
}

function Findings({
  findings,
  isWrong = false,
  onGo,
}: {
  findings: readonly PolicyFinding[];
  isWrong?: boolean;
  onGo: (finding: PolicyFinding) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li
          key={`${finding.line} ${finding.column} ${finding.says}`}
          className={isWrong ? 'finding-wrong' : ''}
        >
          <button type="button" className="link-button" onClick={() => onGo(finding)}>
            {t('policyEditor.place', { line: finding.line, column: finding.column })}
          </button>{' '}
          {finding.says}
        </li>
      ))}
    </ul>
  );
}

/** Columns are characters, and offsets units of UTF-16. */
function offsetOf(text: string, { line, column }: PolicyFinding): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return before + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
}
