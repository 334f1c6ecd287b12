import { createRoot } from 'react-dom/client';
import '#web/shared/ui/tokens.css';
import './book.css';
import { App } from './app.tsx';
import { phoneLocale } from './language.ts';
import { loadMessages } from './messages.ts';
import { makeBookLine } from './offline/book-line.ts';
import { closedStore, openPhoneStore } from './offline/phone-store.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('book/index.html has no #root');
const locale = phoneLocale();
const words = loadMessages(locale);
const line = makeBookLine(await openPhoneStore().catch(closedStore));
// What the phone has kept is there with the first picture.
await line.restore();
createRoot(root).render(<App line={line} first={{ t: await words, locale }} />);

if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/book/worker.js', { scope: '/book/' });
const sync = () => void line.sync();
window.addEventListener('online', sync);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') sync();
});
