import { useNotice, useTill } from '../connection/use-till.tsx';
import { sentenceFor } from '../words/words.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** What the till has to say outside a payment: what went wrong, what to do, its code small behind. */
export function Notice() {
  const { tell } = useTill();
  const { notice, dismiss } = useNotice();
  if (!notice) return null;
  const sentence = sentenceFor(tell.language, notice);
  return (
    <div className="notice" role="status">
      <Icon name="warning" size={22} />
      <p>
        <strong>{sentence.what}</strong> <span>{sentence.next}</span> <code>{sentence.code}</code>
      </p>
      <Button look="ghost" icon="cross" label={tell('shell.close')} onPress={dismiss} />
    </div>
  );
}
