import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

let first = true;

/**
 * A screen. Its heading takes the focus when one comes to it from another, so that keyboard and reader go on from
 * there. The title names the screen and never what a member wrote: titles are kept in histories.
 */
export function Page({
  title,
  heading = title,
  tools,
  intro,
  children,
  wide = false,
  hideHeading = false,
}: {
  title: string;
  /** What stands over the page instead, such as the name of a circle, which is nobody's but its owner's to know. */
  heading?: string;
  tools?: ReactNode;
  intro?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  hideHeading?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.title', { screen: title });
  }, [title, t]);
  // Before the screen is painted: later it would take the focus from where somebody types already.
  useLayoutEffect(() => {
    if (first) first = false;
    else place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className={hideHeading ? 'page-head page-head-hidden' : 'page-head'}>
        <h1 ref={place} tabIndex={-1}>
          {heading}
        </h1>
        {tools === undefined ? null : <div className="page-tools">{tools}</div>}
      </header>
      {intro === undefined ? null : <p className="page-intro">{intro}</p>}
      {children}
    </div>
  );
}
