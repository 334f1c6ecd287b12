import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from '#web/shared/api/queries.ts';
import { I18nProvider } from '#web/shared/i18n/i18n.tsx';
import { ToastProvider } from '#web/shared/ui/toasts.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { createRouter } from './router.tsx';

/** The whole page with what every part of it needs. */
export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createRouter(client));
  return (
    <ErrorBoundary>
      <I18nProvider fallback={<div className="loading">Hubward</div>}>
        <QueryClientProvider client={client}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </QueryClientProvider>
      </I18nProvider>
    </ErrorBoundary>
  );
}
