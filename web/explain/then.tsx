import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';

/**
 * Asks how it was at a time before, by the clock here.
 * @param at null is now
 */
export function ThenField({
  at,
  onChange,
}: {
  at: string | null;
  onChange: (at: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Field
      label={t('explain.then')}
      hint={t(at === null ? 'explain.thenHint' : 'explain.thenKnown')}
      type="datetime-local"
      value={at === null ? '' : localTime(at)}
      onChange={(value) => onChange(instantThen(value))}
    />
  );
}

/** Null for none, and for one that is still to come. */
function instantThen(value: string): string | null {
  const then = new Date(value);
  return value === '' || Number.isNaN(then.getTime()) || then > new Date() ? null : then.toISOString();
}

/** As the field takes it, to the minute. */
function localTime(at: string): string {
  const then = new Date(at);
  return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
