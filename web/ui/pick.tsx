import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Icon } from './icon.tsx';

/** One of many, from a list that opens. */
export function Pick<V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: V; title: string }[];
  value: V;
  onChange: (value: V) => void;
}): ReactNode {
  return (
    <Select
      className="field"
      value={value}
      onChange={(chosen) => (chosen === null ? undefined : onChange(chosen as V))}
    >
      <Label>{label}</Label>
      <Button className="input pick">
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="list-item" textValue={option.title}>
              {option.title}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
