import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#web/shared/ui/tokens.css';
import '#web/shared/ui/base.css';
import '#web/shared/ui/controls.css';
import './drive.css';
import { App } from './app.tsx';
import { WordsProvider } from './i18n.tsx';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // Without one the page works as long as it is open; it says so (parts/banners.tsx).
  navigator.serviceWorker.register('/drive/worker.js').catch(() => undefined);
}
createRoot(root).render(
  <StrictMode>
    <WordsProvider>
      <App />
    </WordsProvider>
  </StrictMode>,
);
