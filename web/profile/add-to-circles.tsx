import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useTranslation } from 'react-i18next';
import { addToCircle, removeFromCircle } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { circlesQuery } from '../audience/queries.ts';
import { circleMembersQuery } from '../circles/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { SealSign } from '../ui/seal.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import '../audience/audience.css';

/** Puts somebody into one's circles, or takes them out; they are not told. */
export function AddToCircles({ account, onClose }: { account: Account; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { data: circles = [] } = useQuery(circlesQuery(client));
  const members = useQueries({ queries: circles.map(({ id }) => circleMembersQuery(client, id)) });
  const change = async (circle: string, into: boolean) => {
    try {
      await (into ? addToCircle(client, circle, [account.id]) : removeFromCircle(client, circle, account.id));
    } catch (error) {
      complain(errorText(error));
    }
    await queries.invalidateQueries({ queryKey: [client.persona, 'circles'] });
  };
  return (
    <Sheet title={t('tie.circlesOf', { name: faceOf(account).display_name })} isOpen onClose={onClose}>
      <p>{t('circles.secret')}</p>
      {circles.map((circle, i) => (
        <Checkbox
          key={circle.id}
          className="audience-row"
          isSelected={members[i]?.data?.some(({ id }) => id === account.id) ?? false}
          onChange={(into) => change(circle.id, into)}
        >
          <Icon name="circle" />
          <span className="audience-row-title">{circle.title}</span>
          <span className="audience-row-mark" aria-hidden="true">
            <SealSign />
          </span>
        </Checkbox>
      ))}
      <p>
        <Link to="/circles">{t('circles.manage')}</Link>
      </p>
    </Sheet>
  );
}
