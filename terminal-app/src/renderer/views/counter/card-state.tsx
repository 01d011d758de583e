/** How a settlement of the card terminal stands: a word and an icon. */
import type { CardSettlementShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';

type State = CardSettlementShown['state'];

const looks: Readonly<Record<State, { tone: 'good' | 'warn' | 'bad'; icon: IconName }>> = {
  due: { tone: 'warn', icon: 'clock' },
  under_way: { tone: 'warn', icon: 'clock' },
  unknown: { tone: 'warn', icon: 'question' },
  settled: { tone: 'good', icon: 'check' },
  differs: { tone: 'bad', icon: 'warning' },
  nothing: { tone: 'good', icon: 'check' },
};

export function CardState({ settlement }: { settlement: CardSettlementShown }) {
  const { tell } = useTill();
  const { tone, icon } = looks[settlement.state];
  return (
    <span className={`difference difference-${tone}`} data-cards={settlement.state}>
      <Icon name={icon} size={18} />
      <span>{tell(`cards_state.${settlement.state}`)}</span>
    </span>
  );
}
