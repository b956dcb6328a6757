import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { linkTo } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';

/** Downloads by a link that is good in this browser alone. */
export function Save({
  kind,
  id,
  name,
}: {
  kind: 'resource' | 'attachment';
  id: string;
  name?: string;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  return (
    <div>
      <Button
        icon="download"
        isDisabled={isBusy}
        onPress={() => act(async () => window.location.assign(await linkTo(client, kind, id)), {})}
      >
        {name ?? t('files.save')}
      </Button>
    </div>
  );
}
