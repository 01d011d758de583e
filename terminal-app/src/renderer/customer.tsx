import { createRoot } from 'react-dom/client';
import { openTillStore } from './connection/open-till-store.ts';
import { TillProvider } from './connection/use-till.tsx';
import { CustomerDisplay } from './views/customer-display.tsx';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/customer.css';
import './styles/training.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <TillProvider store={openTillStore()}>
      <CustomerDisplay />
    </TillProvider>,
  );
}
