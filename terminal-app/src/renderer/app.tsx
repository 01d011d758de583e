/**
 * The screen of a cashier: one view for each `view` of the snapshot, under one header. The till decides what
 * is shown; the screen keeps only what the hand is in the middle of (typed digits, an open popover).
 */
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { TillSnapshot } from '../contract/till-contract.ts';
import { SnapshotProvider, useScreenState, useStore, useTill } from './connection/use-till.tsx';
import { windowClose } from './connection/window-close.ts';
import { KeyRoot, useKeys } from './keys/use-keys.tsx';
import { CallApproval, CallNote, CountingNote, TrainingBand } from './views/counter/call-part.tsx';
import { CounterView } from './views/counter/counter-view.tsx';
import { LeavingDialog, useWindowClose } from './views/counter/leaving-dialog.tsx';
import { DevicesDialog } from './views/devices-dialog.tsx';
import { KeyMapDialog } from './views/key-map-dialog.tsx';
import { QuestionDialog } from './views/questions.tsx';
import { RefundView, ReturnLinesView, ReturnLookupView } from './views/return-views.tsx';
import { SaleView } from './views/sale-view.tsx';
import { ShellHeader } from './views/shell-header.tsx';
import { SignInView } from './views/sign-in-view.tsx';
import { AgentGoneView, ClosedView, LostTill, OpeningScreen, WaitingView } from './views/waiting-views.tsx';

export function App() {
  const store = useStore();
  const { snapshot, link } = useScreenState();
  const isClosed = useSyncExternalStore(windowClose.subscribe, windowClose.isClosed);
  if (!snapshot) return <OpeningScreen link={link} />;
  return (
    <KeyRoot
      scope={scopeOf(snapshot)}
      onScan={(code) => void store.send({ type: 'scan', code: code.slice(0, 2048), source: 'wedge' })}
    >
      <SnapshotProvider snapshot={snapshot}>
        {isClosed ? <ClosedView /> : <Shell snapshot={snapshot} lost={link !== 'connected'} />}
      </SnapshotProvider>
    </KeyRoot>
  );
}

/** Changes whenever a key would mean something else. */
function scopeOf({ view, question, result, payment, counter }: TillSnapshot): string {
  const beside = [question?.kind, counter.place?.name, counter.call?.kind, counter.call?.at];
  return [view, ...beside, result?.key, result?.outcome, result?.leavesAtMs, payment?.key, payment?.phase].join(' ');
}

type OpenDialog = 'keys' | 'devices' | null;

function Shell({ snapshot, lost }: { snapshot: TillSnapshot; lost: boolean }) {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [closing, setClosing] = useState(false);
  const { question } = snapshot;
  useWindowClose(useCallback(() => setClosing(true), []));
  const stay = () => {
    setClosing(false);
    windowClose.answer('stay');
  };
  useKeys('shell', ({ key }) => {
    if (key !== 'F1') return false;
    setDialog('keys');
    return true;
  });
  return (
    <div
      className="shell"
      data-revision={snapshot.revision}
      data-view={snapshot.view}
      data-link={lost ? 'lost' : 'connected'}
      lang={snapshot.language === 'zh' ? 'zh-CN' : 'en'}
    >
      <ShellHeader onOpen={setDialog} />
      <div className="shell-bands">
        <TrainingBand />
        <CallNote />
        <CountingNote />
      </div>
      <main className="shell-main">
        <View snapshot={snapshot} />
      </main>
      {question && <QuestionDialog key={JSON.stringify(question)} question={question} />}
      {dialog === 'keys' && <KeyMapDialog onClose={() => setDialog(null)} />}
      {dialog === 'devices' && <DevicesDialog onClose={() => setDialog(null)} />}
      <CallApproval />
      {closing && <LeavingDialog closes onClose={stay} />}
      {lost && <LostTill />}
    </div>
  );
}

function View({ snapshot }: { snapshot: TillSnapshot }) {
  const { tell } = useTill();
  switch (snapshot.view) {
    case 'starting':
      return <WaitingView title={tell('starting.title')} body={tell('starting.body')} busy />;
    case 'agent_gone':
      return <AgentGoneView snapshot={snapshot} />;
    case 'sign_in':
      return <SignInView />;
    case 'sale':
    case 'tender':
    case 'payment':
    case 'result':
      return <SaleView />;
    case 'return_lookup':
      return <ReturnLookupView />;
    case 'return_lines':
      return <ReturnLinesView />;
    case 'refund':
      return <RefundView />;
    case 'counter':
      return snapshot.counter.place && <CounterView place={snapshot.counter.place} />;
  }
}
