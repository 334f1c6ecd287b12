import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, Outlet, redirect, ScrollRestoration } from 'react-router';
import { openReceiving } from '#web/dispatch/receiving/open-receiving.ts';
import { receivingPath } from '#web/dispatch/receiving/receiving-path.ts';
import './pages.css';
import { HomePage } from './home-page.tsx';
import { InvitePage } from './invite-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PageProblem } from './page-problem.tsx';
import { RequireSession } from './require-session.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** All pages. The desk and the administration load when they are first opened. */
export function createRouter(client: QueryClient) {
  return createBrowserRouter([
    {
      errorElement: <PageProblem />,
      element: (
        <>
          <Outlet />
          <ScrollRestoration />
        </>
      ),
      hydrateFallbackElement: <div className="loading">Hubward</div>,
      children: [
        { path: '/sign-in', element: <SignInPage /> },
        { path: '/invite/:token', element: <InvitePage /> },
        {
          element: <RequireSession />,
          children: [
            { path: '/', element: <HomePage /> },
            {
              path: '/admin',
              lazy: async () => ({ Component: (await import('./admin/admin-page.tsx')).AdminPage }),
            },
            {
              path: '/hubs/:hub',
              lazy: async () => ({ Component: (await import('#web/dispatch/hub-shell.tsx')).HubShell }),
              children: [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('#web/dispatch/hub-shell.tsx')).ToToday }),
                },
                {
                  path: 'day/:date',
                  lazy: async () => ({ Component: (await import('#web/dispatch/desk-page.tsx')).DeskPage }),
                },
                {
                  path: 'day/:date/sheets',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/sheets/sheets-page.tsx')).SheetsPage,
                  }),
                },
                {
                  path: 'day/:date/money',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/money/money-page.tsx')).MoneyPage,
                  }),
                },
                {
                  path: 'day/:date/receipt',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/money/receipt-page.tsx')).ReceiptPage,
                  }),
                },
                {
                  path: 'receiving/:date',
                  loader: ({ params: { hub = '', date = '' } }) => openReceiving(client, { hub, date }),
                  // Of another trip all is here.
                  shouldRevalidate: () => false,
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/receiving/receiving-page.tsx')).ReceivingPage,
                  }),
                },
                {
                  // Where it was before.
                  path: 'day/:date/receiving',
                  element: null,
                  loader: ({ params: { hub = '', date = '' }, request }) =>
                    redirect(receivingPath(hub, date) + new URL(request.url).search),
                },
                {
                  path: 'costs',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/cost-report/cost-page.tsx')).CostPage,
                  }),
                },
                {
                  path: 'ledger',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/ledger/ledger-page.tsx')).LedgerPage,
                  }),
                },
                {
                  path: 'rates',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/costs/rates-page.tsx')).RatesPage,
                  }),
                },
                {
                  path: 'fleet',
                  lazy: async () => ({
                    Component: (await import('#web/dispatch/fleet/fleet-page.tsx')).FleetPage,
                  }),
                },
              ],
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}
