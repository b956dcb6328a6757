import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

/** A labelled line, or several, of text. */
export function Field({
  label,
  hint,
  lines = 1,
  prefix,
  ...rest
}: Omit<TextFieldProps, 'className' | 'children'> & {
  label: string;
  hint?: ReactNode;
  lines?: number;
  prefix?: string;
}): ReactNode {
  return (
    <TextField {...rest} className="field">
      <Label>{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} />
      ) : prefix === undefined ? (
        <Input className="input" />
      ) : (
        <span className="input-group">
          <span className="input-prefix" aria-hidden="true">
            {prefix}
          </span>
          <Input className="input" />
        </span>
      )}
      {hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  );
}
