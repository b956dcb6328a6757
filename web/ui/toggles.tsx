import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';

/** Any number of a few. */
export function Toggles<V extends string>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: {
  label: string;
  choices: readonly { value: V; title: string }[];
  value: readonly V[];
  onChange: (value: readonly V[]) => void;
  isDisabled?: boolean;
}): ReactNode {
  return (
    <fieldset className="toggles">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <Switch
          key={choice.value}
          className="switch"
          isDisabled={isDisabled}
          isSelected={value.includes(choice.value)}
          onChange={(isIn) =>
            onChange(isIn ? [...value, choice.value] : value.filter((one) => one !== choice.value))
          }
        >
          <span className="switch-track" aria-hidden="true" />
          <span>{choice.title}</span>
        </Switch>
      ))}
    </fieldset>
  );
}
