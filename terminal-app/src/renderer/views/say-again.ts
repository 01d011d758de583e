/** The speaker says the last payment again, for a customer or a cashier who did not hear it. */
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';

const isThere = ({ devices, counter }: TillSnapshot): boolean =>
  counter.trainingSinceMs === 0 && devices.some(({ kind, state }) => kind === 'speaker' && state !== 'absent');

/** Null where the till has no speaker, or trains. */
export function useSayAgain(): (() => void) | null {
  const { snapshot, send } = useTill();
  return isThere(snapshot) ? () => void send({ type: 'replay_speech' }) : null;
}
