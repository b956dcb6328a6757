import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { type DeskName, type Outbound, sendOutbound } from '../api/desk.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAction } from '../ui/use-action.ts';

/** Sends one letter to those chosen. One that breaks off is sent again under its key, and goes to nobody twice. */
export function useSending(
  desk: DeskName,
  touches: readonly QueryKey[],
): {
  sent: readonly Outbound[] | null;
  isBusy: boolean;
  send: (letter: { personas: readonly string[]; text: string }) => Promise<boolean>;
} {
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [key] = useState(() => crypto.randomUUID());
  const [sent, setSent] = useState<readonly Outbound[] | null>(null);
  const send = (letter: { personas: readonly string[]; text: string }) =>
    act(async () => setSent(await sendOutbound(client, desk, letter, key)), { touches });
  return { sent, isBusy, send };
}
