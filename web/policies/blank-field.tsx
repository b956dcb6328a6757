import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import type { Blank, Fields } from '../api/policies.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from './use-words.ts';

type Value = Fields[string];

/** One blank of a sentence, to be filled in where it stands. */
export function BlankField({
  label,
  blank,
  words,
  value,
  onChange,
}: {
  label: string;
  blank: Blank;
  words: readonly string[];
  value: Value;
  onChange: (value: Value) => void;
}): ReactNode {
  if (blank.kind === 'number')
    return <NumberBlank label={label} blank={blank} value={Number(value)} onChange={onChange} />;
  return (
    <WordsBlank
      label={label}
      blank={blank}
      words={words}
      value={[value].flat().map(String)}
      onChange={onChange}
    />
  );
}

function WordsBlank({
  label,
  blank,
  words,
  value,
  onChange,
}: {
  label: string;
  blank: Blank;
  words: readonly string[];
  value: readonly string[];
  onChange: (value: Value) => void;
}): ReactNode {
  const { t } = useTranslation();
  const name = useWords();
  const type = blank.type ?? '';
  const shown = value.map((word) => name(type, word));
  const options = words.map((word) => (
    <ListBoxItem key={word} id={word} className="list-item" textValue={name(type, word)}>
      {name(type, word)}
    </ListBoxItem>
  ));
  const inside = (
    <>
      <Button className="blank">
        <SelectValue>
          {() =>
            new Intl.ListFormat(t('policyEditor.locale'), {
              type: blank.kind === 'words' ? 'disjunction' : 'conjunction',
            }).format(shown)
          }
        </SelectValue>
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box">{options}</ListBox>
      </Popover>
    </>
  );
  if (blank.kind === 'word')
    return (
      <Select
        className="blank-place"
        aria-label={label}
        value={value[0] ?? null}
        onChange={(chosen) => (chosen === null ? undefined : onChange(String(chosen)))}
      >
        {inside}
      </Select>
    );
  return (
    <Select
      className="blank-place"
      aria-label={label}
      selectionMode="multiple"
      value={[...value]}
      // A sentence with nothing in its blank would say nothing.
      onChange={(chosen) => (chosen.length === 0 ? undefined : onChange(chosen.map(String)))}
    >
      {inside}
    </Select>
  );
}

/** A number is taken when one goes on, not at each digit. */
function NumberBlank({
  label,
  blank: { from = 0, to = 0 },
  value,
  onChange,
}: {
  label: string;
  blank: Blank;
  value: number;
  onChange: (value: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState(String(value));
  const number = Number(typed);
  const isRight = /^\d+$/.test(typed) && from <= number && number <= to;
  const take = () => {
    if (!isRight) setTyped(String(value));
    else if (number !== value) onChange(number);
  };
  return (
    <TextField
      className="blank-place"
      aria-label={label}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)}
      isInvalid={!isRight}
    >
      <Input className="blank blank-number" inputMode="numeric" size={4} />
    </TextField>
  );
}
