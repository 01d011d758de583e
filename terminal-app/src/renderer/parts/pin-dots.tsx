import { useTill } from '../connection/use-till.tsx';

/** How much of a PIN is typed; never what. */
export function PinDots({ length }: { length: number }) {
  const { tell } = useTill();
  return (
    <div className="pin-dots" role="img" aria-label={`${tell('sign_in.pin')}: ${length}`}>
      {Array.from({ length: Math.max(4, length) }, (_unused, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots are alike and never move
        <span key={at} className={at < length ? 'on' : ''} />
      ))}
    </div>
  );
}
