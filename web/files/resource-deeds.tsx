import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { passOn, type Resource, takeBackReshare } from '../api/resources.ts';
import { useCompose } from '../composer/compose-dialog.tsx';
import { homeKey } from '../feed/keys.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { filesKey } from './queries.ts';

/** Passing a resource on and quoting it; what isn't granted isn't offered. */
export function ResourceDeeds({ resource }: { resource: Resource }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const compose = useCompose();
  const { can, reshared } = resource;
  if (!can.reshare && !can.quote && !reshared) return null;
  const touches = [filesKey(client.persona), homeKey(client.persona)];
  return (
    <div className="file-deeds">
      {can.reshare || reshared ? (
        <Button
          icon="boost"
          isDisabled={isBusy}
          onPress={() =>
            act(() => (reshared ? takeBackReshare(client, resource.id) : passOn(client, resource.id)), {
              says: t(reshared ? 'files.takenBack' : 'files.passedOn'),
              touches,
            })
          }
        >
          {t(reshared ? 'files.takeBack' : 'files.passOn')}
        </Button>
      ) : null}
      {can.quote ? (
        <Button icon="pen" onPress={() => compose({ quote: resource })}>
          {t('files.quote')}
        </Button>
      ) : null}
    </div>
  );
}
