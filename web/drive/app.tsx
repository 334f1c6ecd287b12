import { useEffect, useState } from 'react';
import { HubFormats, useWords } from './i18n.tsx';
import { Day } from './pages/day.tsx';
import { OpenLink } from './pages/open-link.tsx';
import { Notice } from './parts/notice.tsx';
import { forgetClosedRuns } from './phone/forget-runs.ts';
import { type KeptRun, openPhoneDb, type PhoneDb } from './phone/phone-db.ts';
import { RunLog } from './phone/run-log.ts';

type Stand =
  | { readonly at: 'starting' | 'no_run' | 'keeps_nothing' }
  | { readonly at: 'link'; readonly token: string; readonly db: PhoneDb }
  | { readonly at: 'run'; readonly log: RunLog };

/** The run of a link, or the one that was last opened on this phone. */
export function App() {
  const { t } = useWords();
  const [stand, setStand] = useState<Stand>({ at: 'starting' });
  useEffect(() => {
    void findRun().then(setStand, () => setStand({ at: 'keeps_nothing' }));
  }, []);
  switch (stand.at) {
    case 'starting':
      return null;
    case 'keeps_nothing':
      return <Notice title={t('start.keeps-nothing')}>{t('start.keeps-nothing-action')}</Notice>;
    case 'no_run':
      return <Notice title={t('start.no-run')}>{t('start.no-run-action')}</Notice>;
    case 'link':
      return (
        <OpenLink
          token={stand.token}
          db={stand.db}
          onOpen={(kept) => {
            history.replaceState(null, '', '/drive/');
            void openRun(stand.db, kept).then(setStand);
          }}
        />
      );
    case 'run': {
      const { timezone, currency } = stand.log.view().wire.hub;
      return (
        <HubFormats timezone={timezone} currency={currency}>
          <Day log={stand.log} />
        </HubFormats>
      );
    }
  }
}

async function findRun(): Promise<Stand> {
  const db = await openPhoneDb();
  // Asked early: what is kept is not thrown away when the phone runs full.
  void navigator.storage?.persist?.();
  // Where the phone lets nothing be taken off, the day goes on all the same.
  await forgetClosedRuns(db).catch(() => undefined);
  const runs = await db.listRuns();
  const token = new URLSearchParams(location.search).get('link') ?? location.hash.slice(1);
  const known = runs
    .filter((run) => token === '' || run.token === token)
    .sort((a, b) => b.openedAt.localeCompare(a.openedAt))[0];
  if (known?.wire) {
    if (token !== '') history.replaceState(null, '', '/drive/');
    return openRun(db, { ...known, wire: known.wire });
  }
  if (token !== '') return { at: 'link', token, db };
  return { at: 'no_run' };
}

async function openRun(
  db: PhoneDb,
  kept: KeptRun & { readonly wire: NonNullable<KeptRun['wire']> },
): Promise<Stand> {
  return { at: 'run', log: await RunLog.open(db, kept) };
}
