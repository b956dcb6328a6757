import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';

/** What can be done about it while it is shown. */
export interface ToastDeed {
  label: string;
  run: () => void;
}

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  deed?: ToastDeed;
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says in a corner, and to readers, what has been done. */
export function say(text: string, deed?: ToastDeed): void {
  count += 1;
  // Only the last deed can be taken back from here.
  const others = deed === undefined ? toasts : toasts.filter((one) => one.deed === undefined);
  change([...others.slice(-2), { id: count, text, bad: false, ...(deed && { deed }) }]);
}

/** Says what couldn't be done. */
export function complain(text: string): void {
  count += 1;
  change([...toasts.slice(-2), { id: count, text, bad: true }]);
}

const LASTS = 7000;

export function Toasts(): ReactNode {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const oldest = shown[0]?.id;
  useEffect(() => {
    if (oldest === undefined) return;
    const timer = setTimeout(() => change(toasts.filter(({ id }) => id !== oldest)), LASTS);
    return () => clearTimeout(timer);
  }, [oldest]);
  return (
    <section className="toasts" aria-live="polite" aria-label={t('app.messages')}>
      {shown.map((toast) => (
        <div key={toast.id} className={toast.bad ? 'toast toast-bad' : 'toast'}>
          <span>{toast.text}</span>
          {toast.deed === undefined ? null : (
            <Button
              size="small"
              onPress={() => {
                toast.deed?.run();
                change(toasts.filter(({ id }) => id !== toast.id));
              }}
            >
              {toast.deed.label}
            </Button>
          )}
          <IconButton
            icon="close"
            label={t('action.dismiss')}
            onPress={() => change(toasts.filter(({ id }) => id !== toast.id))}
          />
        </div>
      ))}
    </section>
  );
}
