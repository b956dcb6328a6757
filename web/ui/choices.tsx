import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

export interface Choice<V extends string> {
  value: V;
  title: string;
  text?: string;
  isDisabled?: boolean;
}

/** One of a few, each with its meaning beside it. */
export function Choices<V extends string>({
  label,
  choices,
  value,
  onChange,
  inline = false,
}: {
  label: string;
  choices: readonly Choice<V>[];
  value: V;
  onChange: (value: V) => void;
  inline?: boolean;
}): ReactNode {
  return (
    <RadioGroup
      className={inline ? 'choices choices-inline' : 'choices'}
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
    >
      <Label>{label}</Label>
      <div className="choices-list">
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            className="choice"
            isDisabled={choice.isDisabled ?? false}
          >
            <span className="choice-mark" aria-hidden="true" />
            <span className="choice-words">
              <span className="choice-title">{choice.title}</span>
              {choice.text === undefined ? null : <span className="choice-text">{choice.text}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
