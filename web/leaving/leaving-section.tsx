import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/states.tsx';

/** Whose it is, and in which of its functions the viewer acts. */
export type Given = { organisation: string; functions: readonly string[] };

/** One kind of what leaves: what it is, and what is within. */
export function LeavingSection({
  id,
  title,
  intro,
  query: { error, refetch },
  children,
}: {
  id: string;
  title: string;
  intro: string;
  query: { error: Error | null; refetch: () => unknown };
  children: ReactNode;
}): ReactNode {
  return (
    <section className="exports" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{intro}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {children}
    </section>
  );
}

/** Opens the sheet in which another is drafted, for who acts in a function. */
export function Drafting({
  functions,
  action,
  children,
}: {
  functions: readonly string[];
  action: string;
  children: (close: () => void) => ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {functions.length === 0 ? null : (
        <Button icon="plus" onPress={() => setOpen(true)}>
          {action}
        </Button>
      )}
      {isOpen ? children(() => setOpen(false)) : null}
    </>
  );
}
