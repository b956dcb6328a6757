import type { ReactNode } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { Icon } from './icon.tsx';
import type { FormState } from './use-form.ts';

/** A form that shows what the server refuses, at the field that it speaks of or at the top. */
export function Form({
  state,
  onSubmit,
  children,
}: {
  state: FormState;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}): ReactNode {
  return (
    <AriaForm
      className="form"
      validationErrors={state.errors}
      onSubmit={(event) => {
        event.preventDefault();
        state.submit(onSubmit);
      }}
    >
      {state.error === '' ? null : (
        <p className="form-error" role="alert">
          <Icon name="warning" />
          <span>{state.error}</span>
        </p>
      )}
      {children}
    </AriaForm>
  );
}
