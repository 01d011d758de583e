import type { TillMessage } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { sentenceFor } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** What went wrong and what to do, with its code small behind. */
export function NoticeBar({ message }: { message: TillMessage }) {
  const { tell } = useTill();
  const sentence = sentenceFor(tell.language, message);
  return (
    <div className="notice" role="status">
      <Icon name="warning" size={22} />
      <p>
        <strong>{sentence.what}</strong> <span>{sentence.next}</span> <code>{sentence.code}</code>
      </p>
    </div>
  );
}
