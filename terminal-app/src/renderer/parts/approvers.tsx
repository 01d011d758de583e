/** Who may allow what is asked, to choose from; those who are signed in somewhere stand first. */
import { useTill } from '../connection/use-till.tsx';
import { Button } from './button.tsx';

export function Approvers({ chosen, onChoose }: { chosen: string; onChoose: (number: string) => void }) {
  const { snapshot, tell } = useTill();
  const { approvers } = snapshot;
  if (approvers.length === 0) return <p className="approvers-none">{tell('approval.nobody')}</p>;
  return approvers.map(({ operatorId, number, name, isSignedIn }) => (
    <Button key={operatorId} pressed={number === chosen} onPress={() => onChoose(number)}>
      <span>{name}</span>
      <small>
        {number}
        {isSignedIn && ` · ${tell('approval.signed_in')}`}
      </small>
    </Button>
  ));
}
