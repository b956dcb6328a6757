import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullTime, timeAgo } from '../i18n/format.ts';

/** When something was, briefly; the full time on hovering and for readers. */
export function Ago({ at }: { at: string }): ReactNode {
  const { i18n } = useTranslation();
  const now = useMinute();
  const then = new Date(at);
  return (
    <time dateTime={at} title={fullTime(then, i18n.language)}>
      {timeAgo(then, now, i18n.language)}
    </time>
  );
}

/** The present, again every minute. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
