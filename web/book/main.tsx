import { createRoot } from 'react-dom/client';
import '#web/shared/ui/tokens.css';
import './book.css';
import { App } from './app.tsx';
import { makeBookLine } from './offline/book-line.ts';
import { openPhoneStore } from './offline/phone-store.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('book/index.html has no #root');
const line = makeBookLine(await openPhoneStore());
createRoot(root).render(<App line={line} />);

if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/book/worker.js', { scope: '/book/' });
const sync = () => void line.sync();
window.addEventListener('online', sync);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') sync();
});
