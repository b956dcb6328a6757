import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';

/** A button that stays pressed. */
export function Toggle({
  isSelected,
  onChange,
  children,
}: {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  children: ReactNode;
}): ReactNode {
  return (
    <ToggleButton
      className="button button-plain button-small toggle"
      isSelected={isSelected}
      onChange={onChange}
    >
      <span>{children}</span>
    </ToggleButton>
  );
}
