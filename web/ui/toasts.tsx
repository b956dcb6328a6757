import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
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
export function say(text: string): void {
  count += 1;
  change([...toasts.slice(-2), { id: count, text, bad: false }]);
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
