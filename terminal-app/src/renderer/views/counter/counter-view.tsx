import type { CounterPlaceShown } from '../../../contract/counter-contract.ts';
import { CardsView } from './cards-view.tsx';
import { ClosedView, CountingView, NamingView } from './closing-views.tsx';
import { DayPaymentView, DaySaleView } from './day-detail-views.tsx';
import { DayView } from './day-view.tsx';
import { QueueView } from './queue-view.tsx';
import { ShiftAskingView, ShiftEarlierView, ShiftNoneView, ShiftOpenView } from './shift-view.tsx';

/** Beside the sale: one view for each place. */
export function CounterView({ place }: { place: CounterPlaceShown }) {
  switch (place.name) {
    case 'shift_asking':
      return <ShiftAskingView />;
    case 'shift_none':
      return <ShiftNoneView />;
    case 'shift_open':
      return <ShiftOpenView shift={place.shift} />;
    case 'shift_counting':
    case 'shift_checking':
      return <CountingView checking={place.name === 'shift_checking'} />;
    case 'shift_naming':
      return <NamingView shift={place.shift} unsettled={place.unsettled} />;
    case 'shift_closed':
      return <ClosedView shift={place.shift} />;
    case 'shift_earlier':
      return <ShiftEarlierView shifts={place.shifts} />;
    case 'cards':
      return <CardsView cards={place} />;
    case 'day':
      return <DayView day={place} />;
    case 'day_sale':
      return <DaySaleView sale={place.sale} />;
    case 'day_payment':
      return <DayPaymentView number={place.number} found={place.found} />;
    case 'queue':
      return <QueueView queue={place} />;
  }
}
