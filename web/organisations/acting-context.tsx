import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { HouseSeat } from '../api/controls.ts';
import type { Account, BusinessFunction } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { recallSeat, rememberSeat } from './chosen-seat.ts';

/** A seat in which one may act. */
interface ActingSeat extends HouseSeat {
  readonly organisation: Account;
  readonly name: BusinessFunction;
}

interface Acting {
  /** The seat in which this tab acts; null is oneself. */
  readonly seat: ActingSeat | null;
  readonly seats: readonly ActingSeat[];
  actIn(seat: ActingSeat | null): void;
}

const ActingContext = createContext<Acting>({ seat: null, seats: [], actIn: () => undefined });

export const useActing = (): Acting => useContext(ActingContext);

/** Gives what is inside the seat in which it acts: one at a time, as long as it is held. */
export function ActingProvider({ children }: { children: ReactNode }): ReactNode {
  const { client } = useSpeaking();
  const { data: houses } = useQuery(seatsQuery(client));
  const [chosen, setChosen] = useState(recallSeat);
  const acting = useMemo<Acting>(() => {
    const seats = (houses ?? []).flatMap(({ organisation, seats: held }) =>
      held.flatMap((seat) =>
        seat.kind === 'function' ? [{ ...seat, name: seat.name as BusinessFunction, organisation }] : [],
      ),
    );
    return {
      seats,
      seat: seats.find(({ id }) => id === chosen) ?? null,
      actIn: (seat) => {
        rememberSeat(seat?.id ?? null);
        setChosen(seat?.id ?? null);
      },
    };
  }, [houses, chosen]);
  return <ActingContext value={acting}>{children}</ActingContext>;
}
