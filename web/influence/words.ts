import { useTranslation } from 'react-i18next';

/** What is told of one member by name. */
export interface Worth {
  place: number;
  pagerank: number;
  betweenness: number;
}

/** Words for what somebody's influence was measured as. */
export function useInfluenceWords() {
  const { t, i18n } = useTranslation();
  const times = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 2 });
  return {
    worth: ({ place, pagerank, betweenness }: Worth): string =>
      t('influence.worth', {
        place,
        pagerank: times.format(pagerank),
        betweenness: share.format(betweenness),
      }),
  };
}
