import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Who buys, and what is to be remembered of this sale. */
export function CustomerDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { customer, note } = snapshot.sale;
  const [memberNo, setMemberNo] = useState(customer?.memberNo ?? '');
  const [phone, setPhone] = useState(customer?.phone ?? '');
  const [text, setText] = useState(note);
  const set = (who: { memberNo: string; phone: string }, wanted: string) => {
    onClose();
    const known = customer ?? { memberNo: '', phone: '' };
    if (who.memberNo !== known.memberNo || who.phone !== known.phone) void send({ type: 'set_customer', ...who });
    if (wanted !== note) void send({ type: 'set_note', text: wanted });
  };
  const onKey: KeyHandler = ({ key }) => {
    if (key !== 'Enter') return false;
    set({ memberNo, phone }, text);
    return true;
  };
  return (
    <Dialog title={tell('customer.title')} onClose={onClose} className="customer-form" onKey={onKey}>
      <Field label={tell('customer.member_no')} value={memberNo} digits charactersMax={64} onChange={setMemberNo} />
      <Field label={tell('customer.phone')} value={phone} digits charactersMax={20} onChange={setPhone} />
      <Field label={tell('customer.note')} value={text} charactersMax={200} onChange={setText} />
      <p className="muted">{tell('customer.scan')}</p>
      <div className="question-answers">
        <Button icon="cross" disabled={!customer && note === ''} onPress={() => set({ memberNo: '', phone: '' }, '')}>
          {tell('customer.clear')}
        </Button>
        <Button look="brand" keyCap="Enter" onPress={() => set({ memberNo, phone }, text)}>
          {tell('customer.set')}
        </Button>
      </div>
    </Dialog>
  );
}

function Field(props: {
  label: string;
  value: string;
  digits?: boolean;
  charactersMax: number;
  onChange: (value: string) => void;
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        type="text"
        inputMode={props.digits ? 'tel' : 'text'}
        value={props.value}
        maxLength={props.charactersMax}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
