import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shared/ui/tokens.css';
import './shared/ui/base.css';
import './shared/ui/controls.css';
import { App } from './app/app.tsx';
import { applyPreferences } from './shared/ui/preferences.ts';

applyPreferences();
const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
