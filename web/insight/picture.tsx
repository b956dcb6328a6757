import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Drawing, draw } from './drawing.ts';

/** The picture of a chart, as wide as its place. It comes with the library that draws it, only where one is shown. */
export function Picture({ label, ...drawing }: Omit<Drawing, 'width'> & { label: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const { kind, points, untold, format } = drawing;
  useEffect(() => {
    const here = place.current;
    if (here === null) return;
    const watching = new ResizeObserver(() => setWidth(Math.floor(here.clientWidth)));
    watching.observe(here);
    return () => watching.disconnect();
  }, []);
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(draw({ kind, points, untold, format, width }));
  }, [kind, points, untold, format, width]);
  return <div ref={place} className="chart-picture" role="img" aria-label={label} />;
}
