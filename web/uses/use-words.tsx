import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataUse, UsedGrant } from '../api/uses.ts';
import { fullDate, listText } from '../i18n/format.ts';

/** Words for what was done with one's data, and what was learnt of it. */
export function useUseWords() {
  const { t, i18n } = useTranslation();
  const kindsOf = ({ kinds }: DataUse): string[] =>
    kinds.map((kind) => t(`attribute.kind.${kind}` as 'attribute.kind.name').toLowerCase());
  const functionOf = (fn: string): string => t(`function.${fn}` as 'function.all');
  return {
    who: ({ organisation, function: fn }: DataUse): string =>
      fn === null
        ? organisation.display_name
        : t('uses.who', { organisation: organisation.display_name, function: functionOf(fn) }),
    did(use: DataUse): string {
      const kinds = kindsOf(use);
      return t(`uses.deed.${use.deed}` as 'uses.deed.read', {
        what: kinds.length === 0 ? t('uses.something') : listText(kinds, 'and', i18n.language),
      });
    },
    /** What was asked, without what the organisation chose to ask in it. */
    asked(use: DataUse): string {
      const what = use.learnt?.what ?? '';
      const kinds = kindsOf(use);
      const asked = t(`notice.what.${what}` as 'notice.what.posts', {
        defaultValue: what.replaceAll('-', ' '),
      });
      const by = use.function === null ? use.organisation.display_name : functionOf(use.function);
      return kinds.length === 0
        ? t('learnt.asked', { by, asked })
        : t('learnt.askedBy', { by, asked, kinds: listText(kinds, 'and', i18n.language) });
    },
    /** What it was told of all who were counted. */
    told({ learnt }: DataUse): string {
      if (learnt === null) return '';
      // In shares of a member or of a part, of which a σ would say nothing here.
      if (learnt.what === 'influence') return t('learnt.shares', { count: learnt.numbers });
      if (learnt.numbers > 1) return t('learnt.table', { count: learnt.numbers, sigma: learnt.sigma });
      return learnt.count === null || learnt.interval === null
        ? t('learnt.fewer', { count: learnt.fewer_than ?? 0 })
        : t('learnt.about', { count: learnt.count, from: learnt.interval.from, to: learnt.interval.to });
    },
    purpose: (name: string): string => t(`grants.purpose.${name}` as 'grants.purpose.reading'),
  };
}

/** What let it: a grant that goes on leads to where it can be ended. */
export function GrantWords({ grant }: { grant: UsedGrant }): ReactNode {
  const { t, i18n } = useTranslation();
  const day = (at: string) => fullDate(new Date(at), i18n.language);
  const act = (['contact', 'request-contact'] as const).find((one) => grant.actions.includes(one));
  const what = act === undefined ? grant.object.text : t(`uses.act.${act}`);
  const said = { what, audience: grant.audience_text, from: day(grant.from) };
  const isOver = grant.until !== null && new Date(grant.until) <= new Date();
  if (isOver) return t('uses.ended', { ...said, until: day(grant.until ?? '') });
  return (
    <>
      {t('uses.grant', said)} <Link to="/grants">{t('uses.see')}</Link>
    </>
  );
}
