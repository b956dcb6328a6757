import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bucket, Listening } from '../../api/listening.ts';
import { Chart } from '../chart.tsx';
import { useInsightWords } from '../words.ts';
import { countPoints, moodPoints } from './heard-points.ts';

/** What was heard, and of what: members, posts and mood with the noise of each, of all together or group by group. */
export function Heard({
  listening,
  of,
  by,
}: {
  listening: Listening;
  of: string;
  by: string | null;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const { groups, other_languages: other, sigma } = listening;
  return (
    <div className="insight-heard" aria-live="polite">
      <h3>{of}</h3>
      {groups === undefined ? (
        <Buckets listening={listening} buckets={listening.buckets} of={null} />
      ) : (
        groups.map(({ value, buckets }) => (
          <Buckets
            key={value}
            listening={listening}
            buckets={buckets}
            of={value === null ? t('listening.heard.anyOther', { by }) : `${by}: ${value}`}
          />
        ))
      )}
      <p>
        {other === null
          ? t('listening.heard.noLanguages')
          : t('listening.heard.languages', {
              share: percent.format(other.share),
              low: percent.format(other.low),
              high: percent.format(other.high),
            })}
      </p>
      <p className="record-soft">
        {t('listening.heard.noise', {
          members: sigma.members,
          posts: sigma.posts,
          most: listening.posts_of_member,
          count: listening.counted_in,
        })}
      </p>
    </div>
  );
}

function Buckets({
  listening: { minimum },
  buckets,
  of,
}: {
  listening: Listening;
  buckets: readonly Bucket[];
  of: string | null;
}): ReactNode {
  const { t } = useTranslation();
  const words = useInsightWords();
  const latest = buckets.at(-1)?.from ?? '';
  const label = (from: string): string => words.shortDay(from, latest);
  const title = (what: 'members' | 'posts' | 'mood'): string =>
    of === null ? t(`listening.heard.${what}`) : `${t(`listening.heard.${what}`)}, ${of}`;
  const fewer = t('chart.fewer', { count: minimum });
  const kind = buckets.length > 1 ? 'series' : 'bars';
  return (
    <>
      <Chart
        title={title('members')}
        kind={kind}
        points={countPoints(buckets, 'members', label)}
        of={t('listening.heard.from')}
        unit={t('insight.unseen.members')}
        untold={fewer}
      />
      <Chart
        title={title('posts')}
        kind={kind}
        points={countPoints(buckets, 'posts', label)}
        of={t('listening.heard.from')}
        unit={t('listening.heard.postsUnit')}
        untold={t('listening.heard.untold')}
      />
      <Chart
        title={title('mood')}
        kind={kind}
        points={moodPoints(buckets, label)}
        of={t('listening.heard.from')}
        unit={t('listening.heard.moodUnit')}
        untold={t('listening.heard.unknown')}
      />
    </>
  );
}
