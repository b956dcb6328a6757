import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { markSpace, readSpaceMarks } from '../api/sensitive.ts';
import type { Space } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useAction } from '../ui/use-action.ts';

/** That what is said in a space is no subject of a count, for who is in it; its administrators and the network's say so. */
export function SensitiveMark({ space }: { space: Space }): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { act } = useAction();
  const maySay = space.administrator || persona.administrator;
  const { data } = useQuery({
    queryKey: [client.persona, 'sensitive-space', space.id],
    queryFn: () => readSpaceMarks(client, space.id),
    enabled: space.joined || persona.administrator,
  });
  if (data === undefined) return null;
  if (!maySay) return data.sensitive ? <p className="space-rule">{t('sensitive.spaceIs')}</p> : null;
  const touches = [[client.persona, 'sensitive-space', space.id]];
  return (
    <Switch
      className="switch"
      isSelected={data.sensitive}
      onChange={(sensitive) => act(() => markSpace(client, space.id, sensitive), { touches })}
    >
      <span className="switch-track" aria-hidden="true" />
      <span>{t('sensitive.space')}</span>
    </Switch>
  );
}
