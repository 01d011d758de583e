import { useTill } from '../connection/use-till.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';

const wallets = ['wechat', 'alipay', 'unionpay'] as const;
export type Wallet = (typeof wallets)[number];

/** Whose QR code it is to be. */
export function WalletPane({ onChoose }: { onChoose: (wallet: Wallet) => void }) {
  const { tell } = useTill();
  useKeys('sheet', ({ key }) => {
    const wallet = wallets[Number(key) - 1];
    if (wallet) onChoose(wallet);
    return wallet !== undefined;
  });
  return (
    <div className="wallets">
      <h2>{tell('qr.choose_wallet')}</h2>
      <div className="wallet-tiles">
        {wallets.map((wallet, at) => (
          <Button
            key={wallet}
            look="tile"
            className={`wallet wallet-${wallet}`}
            keyCap={String(at + 1)}
            onPress={() => onChoose(wallet)}
          >
            <span className="wallet-dot" aria-hidden="true" />
            <strong>{tell(`channel.${wallet}`)}</strong>
          </Button>
        ))}
      </div>
    </div>
  );
}
