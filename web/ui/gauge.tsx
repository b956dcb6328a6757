import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Meter } from 'react-aria-components/Meter';
import './gauge.css';

/** How much of something is used up, as a bar and in words. */
export function Gauge({
  label,
  value,
  most,
  says,
}: {
  label: string;
  value: number;
  most: number;
  says: string;
}): ReactNode {
  return (
    <Meter className="gauge" value={value} maxValue={most} valueLabel={says}>
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          <span>{valueText}</span>
          <div className="gauge-bar">
            <div className="gauge-fill" style={{ inlineSize: `${percentage}%` }} />
          </div>
        </>
      )}
    </Meter>
  );
}
