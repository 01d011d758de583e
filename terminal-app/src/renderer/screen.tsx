import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openTillStore } from './connection/open-till-store.ts';
import { TillProvider } from './connection/use-till.tsx';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/sign-in.css';
import './styles/sale.css';
import './styles/payment.css';
import './styles/result.css';
import './styles/return.css';
import './styles/deeds.css';
import './styles/orders.css';
import './styles/counter.css';
import './styles/training.css';
import './styles/devices.css';
import './styles/handheld.css';
import './styles/quick.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <TillProvider store={openTillStore()}>
      <App />
    </TillProvider>,
  );
}
