import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { circlesQuery, spacesQuery } from '../audience/queries.ts';
import { connectionRequestsQuery, followRequestsQuery } from '../connections/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { SealSign } from '../ui/seal.tsx';

/** How many of each are shown beside the page. */
const FEW = 5;

/** Beside the page, where there is room: what waits for an answer, and one's circles and spaces. */
export function Aside(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: circles = [] } = useQuery(circlesQuery(client));
  const { data: spaces = [] } = useQuery(spacesQuery(client));
  const { data: requests = [] } = useQuery(connectionRequestsQuery(client));
  const { data: followers = [] } = useQuery(followRequestsQuery(client));
  const joined = spaces.filter((space) => space.joined);
  const waiting = requests.filter(({ to }) => to.id === client.persona).length + followers.length;
  return (
    <aside className="shell-aside" aria-label={t('aside.label')}>
      {waiting === 0 ? null : (
        <Link to="/connections" className="aside-link">
          <Icon name="hourglass" />
          <span>{t('aside.requests', { count: waiting })}</span>
        </Link>
      )}
      {circles.length === 0 ? null : (
        <section aria-labelledby="aside-circles">
          <h2 className="aside-heading" id="aside-circles">
            {t('audience.circles')}
          </h2>
          <ul className="aside-list">
            {circles.slice(0, FEW).map((circle) => (
              <li key={circle.id}>
                <Link to="/circles/$id" params={{ id: circle.id }} className="aside-link">
                  <Icon name="circle" />
                  <span>{circle.title}</span>
                  <span className="aside-number">
                    <span aria-hidden="true">{circle.members_count}</span>
                    <span className="visually-hidden">
                      {t('circles.members', { count: circle.members_count })}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {joined.length === 0 ? null : (
        <section aria-labelledby="aside-spaces">
          <h2 className="aside-heading" id="aside-spaces">
            {t('aside.spaces')}
          </h2>
          <ul className="aside-list">
            {joined.slice(0, FEW).map((space) => (
              <li key={space.id}>
                <Link to="/spaces/$id" params={{ id: space.id }} className="aside-link">
                  <Icon name={space.openness === 'open' ? 'space' : 'lock'} />
                  <span>{space.title}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="aside-seal">
        <SealSign />
        <p>{t('app.creed')}</p>
      </div>
    </aside>
  );
}
