import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addSpaceMember,
  answerSpaceRequest,
  closeSpace,
  listSpaceMembers,
  listSpaceRequests,
  removeSpaceMember,
} from '../api/spaces.ts';
import type { Space } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { Answers } from '../connections/connections.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';

/** Who is in a space; its administrators let people in and out. */
export function SpaceMembers({ space, onClose }: { space: Space; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const navigate = useNavigate();
  const [ending, setEnding] = useState(false);
  const members = useQuery({
    queryKey: [client.persona, 'spaces', space.id, 'members'],
    queryFn: () => listSpaceMembers(client, space.id),
  });
  const touches = [[client.persona, 'spaces']];
  return (
    <Sheet title={t('spaces.members')} isOpen onClose={onClose}>
      {space.administrator ? <JoinRequests space={space} /> : null}
      {space.administrator ? (
        <PersonSearch
          label={t('spaces.add')}
          without={members.data?.map(({ id }) => id) ?? []}
          onFound={(account) => act(() => addSpaceMember(client, space.id, account.id), { touches })}
        />
      ) : null}
      {members.isPending ? <Skeleton /> : null}
      {members.error === null ? null : <Failed error={members.error} retry={() => members.refetch()} />}
      {members.data?.length === 0 ? <Empty icon="people" title={t('profile.noTies')} /> : null}
      <ul className="people" aria-label={t('spaces.members')}>
        {members.data?.map((account) => (
          <li key={account.id}>
            <Person account={account}>
              {space.administrator && account.id !== client.persona ? (
                <Button
                  size="small"
                  onPress={() => act(() => removeSpaceMember(client, space.id, account.id), { touches })}
                  aria-label={t('circles.take', { name: faceOf(account).display_name })}
                >
                  {t('action.remove')}
                </Button>
              ) : null}
            </Person>
          </li>
        ))}
      </ul>
      {space.administrator ? (
        <Button look="quiet" icon="trash" onPress={() => setEnding(true)}>
          {t('spaces.end')}
        </Button>
      ) : null}
      <Confirm
        isOpen={ending}
        title={t('spaces.endTitle', { space: space.title })}
        action={t('spaces.end')}
        onClose={() => setEnding(false)}
        onConfirm={async () => {
          if (await act(() => closeSpace(client, space.id), { touches })) await navigate({ to: '/spaces' });
        }}
      >
        {t('spaces.endText')}
      </Confirm>
    </Sheet>
  );
}

function JoinRequests({ space }: { space: Space }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: requests = [] } = useQuery({
    queryKey: [client.persona, 'spaces', space.id, 'requests'],
    queryFn: () => listSpaceRequests(client, space.id),
  });
  const touches = [[client.persona, 'spaces']];
  if (requests.length === 0) return null;
  return (
    <ul className="people" aria-label={t('spaces.requests')}>
      {requests.map(({ id, from }) => (
        <li key={id}>
          <Person account={from} below={t('spaces.asksToJoin')}>
            <Answers
              name={faceOf(from).display_name}
              onApprove={() =>
                act(() => answerSpaceRequest(client, space.id, from.id, 'approve'), { touches })
              }
              onRefuse={() => act(() => answerSpaceRequest(client, space.id, from.id, 'refuse'), { touches })}
            />
          </Person>
        </li>
      ))}
    </ul>
  );
}
