import * as Plot from '@observablehq/plot';
import { namedPlaces, type Point, placesOf, rangeOf, toldOf, untoldOf } from './points.ts';

/** What a chart is drawn from, and how large. */
export interface Drawing {
  readonly kind: 'bars' | 'series';
  readonly points: readonly Point[];
  /** What stands where nothing was told. */
  readonly untold: string;
  readonly format: (value: number) => string;
  /** In pixels. */
  readonly width: number;
}

const INK = 'var(--ink)';
const SOFT = 'var(--ink-soft)';
const LINE = 'var(--line-strong)';

/**
 * A picture of numbers, each with the interval in which the true one lies. Colours are the page's, by their names, so that they follow
 * light and dark. The library brings a style element, which our content policy refuses: what it says is in `chart.css`.
 */
export function draw(drawing: Drawing): Element {
  const picture = drawing.kind === 'bars' ? bars(drawing) : series(drawing);
  picture.querySelector('style')?.remove();
  picture.setAttribute('aria-hidden', 'true');
  return picture;
}

function bars({ points, untold, format, width }: Drawing): Element {
  const told = toldOf(points);
  const longest = Math.max(...points.map(({ label }) => label.length));
  const marginLeft = Math.min(width * 0.4, 12 + longest * 8);
  // As many as there is room for.
  const ticks = Math.max(2, Math.min(8, Math.floor((width - marginLeft) / 80)));
  return Plot.plot({
    width,
    height: 44 + points.length * 34,
    marginLeft,
    marginRight: 28,
    marginTop: 4,
    x: { domain: rangeOf(points), nice: true, label: null, tickFormat: format, ticks },
    y: { domain: points.map(({ label }) => label), label: null, padding: 0.3 },
    marks: [
      Plot.gridX({ stroke: LINE, strokeOpacity: 0.6, ticks }),
      Plot.axisY({ tickSize: 0, lineWidth: (marginLeft - 12) / 13, textOverflow: 'ellipsis', fontSize: 13 }),
      Plot.axisX({ tickSize: 0, fontSize: 12, fill: SOFT, tickFormat: format, ticks }),
      Plot.barX(told, { x: 'value', y: 'label', fill: 'var(--wax)', fillOpacity: 0.75 }),
      Plot.ruleY(told, { y: 'label', x1: 'low', x2: 'high', stroke: INK, strokeWidth: 1.5 }),
      ...(['low', 'high'] as const).map((end) =>
        Plot.tickX(told, { y: 'label', x: end, stroke: INK, strokeWidth: 1.5, inset: 5 }),
      ),
      Plot.text(untoldOf(points), {
        y: (label: string) => label,
        x: 0,
        text: () => untold,
        textAnchor: 'start',
        dx: 6,
        fill: SOFT,
        fontSize: 12,
      }),
      Plot.ruleX([0], { stroke: SOFT }),
    ],
  });
}

function series({ points, format, width }: Drawing): Element {
  const places = placesOf(points);
  const placed = points.map((point, n) => ({ ...point, place: places[n] ?? n }));
  const told = placed.flatMap(({ value, low, high, place }) =>
    value === null ? [] : [{ value, low: low ?? value, high: high ?? value, place }],
  );
  const labels = new Map(placed.map(({ place, label }) => [place, label]));
  // With its gaps: what wasn't told isn't drawn over.
  const all = placed.map(({ place, value }) => ({ place, value: value ?? Number.NaN }));
  const marginLeft = 56;
  const inner = width - marginLeft - 40;
  return Plot.plot({
    width,
    height: 260,
    marginLeft,
    marginRight: 40,
    marginTop: 12,
    x: { type: 'linear', label: null, insetLeft: 16, insetRight: 4 },
    y: { domain: rangeOf(points), nice: true, label: null },
    marks: [
      Plot.gridY({ stroke: LINE, strokeOpacity: 0.6, ticks: 5 }),
      Plot.axisY({ tickSize: 0, fontSize: 12, fill: SOFT, tickFormat: format, ticks: 5 }),
      Plot.axisX(namedPlaces(places, inner, 84), {
        tickSize: 0,
        fontSize: 12,
        fill: SOFT,
        tickFormat: (place: number) => labels.get(place) ?? '',
      }),
      Plot.ruleX(told, { x: 'place', y1: 'low', y2: 'high', stroke: SOFT, strokeWidth: 1.5 }),
      ...(['low', 'high'] as const).map((end) =>
        Plot.dot(told, { x: 'place', y: end, symbol: 'times', r: 2.5, stroke: SOFT, strokeWidth: 1.5 }),
      ),
      Plot.line(all, { x: 'place', y: 'value', stroke: 'var(--wax)', strokeWidth: 2 }),
      Plot.dot(told, { x: 'place', y: 'value', fill: 'var(--wax)', r: 4 }),
      // Not at a height: how many they are isn't told.
      Plot.dot(
        placed.filter(({ value }) => value === null),
        { x: 'place', y: () => 0, stroke: SOFT, r: 4, fill: 'var(--sheet)' },
      ),
      Plot.ruleY([0], { stroke: SOFT }),
    ],
  });
}
