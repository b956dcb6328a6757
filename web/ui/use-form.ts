import { useState } from 'react';
import { ApiError } from '../api/http.ts';
import { useErrorText } from './states.tsx';

export interface FormState {
  readonly isPending: boolean;
  /** The refusal that belongs to no field; empty when there is none. */
  readonly error: string;
  /** The refusals by field, for the form that shows them. */
  readonly errors: Record<string, string>;
  submit(send: () => Promise<void>): Promise<void>;
}

/** The field and the words of a refusal that names a field, such as `handle: is taken`. */
function splitRefusal(message: string): { field: string; says: string } | null {
  const parts = /^([a-z_]+(?:\.[a-z0-9_-]+)*): (.+)$/s.exec(message);
  return parts === null ? null : { field: parts[1] ?? '', says: parts[2] ?? '' };
}

/** Sends a form, and tells each field what the server said of it. */
export function useForm(fields: readonly string[]): FormState {
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  return {
    isPending,
    error,
    errors,
    async submit(send) {
      setPending(true);
      setError('');
      setErrors({});
      try {
        await send();
      } catch (thrown) {
        const named =
          thrown instanceof ApiError && thrown.status === 422 ? splitRefusal(thrown.message) : null;
        // Of what is in a field line by line, the server names the line.
        const field = fields.find((one) => named !== null && `${named.field}.`.startsWith(`${one}.`));
        if (named !== null && field !== undefined) setErrors({ [field]: capital(named.says) });
        else setError(errorText(thrown));
      } finally {
        setPending(false);
      }
    },
  };
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
