import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { changeMail, type WantedMail, wantsMail } from '../api/wanted-mails.ts';
import { useAction } from '../ui/use-action.ts';

/** Whether the account is mailed of something. */
export function WantedMailSwitch({
  mail,
  title,
  text,
  label,
}: {
  mail: WantedMail;
  title: string;
  text: string;
  label: string;
}): ReactNode {
  const { act } = useAction();
  const queryKey = ['session', mail];
  const { data: wanted } = useQuery({ queryKey, queryFn: () => wantsMail(mail) });
  if (wanted === undefined) return null;
  return (
    <section aria-labelledby={`${mail}-heading`}>
      <h2 id={`${mail}-heading`}>{title}</h2>
      <p>{text}</p>
      <Switch
        className="switch"
        isSelected={wanted}
        onChange={(on) => act(() => changeMail(mail, on), { touches: [queryKey] })}
      >
        <span className="switch-track" aria-hidden="true" />
        <span>{label}</span>
      </Switch>
    </section>
  );
}
