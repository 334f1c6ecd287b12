import { useState } from 'react';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { FormatProvider, InLanguage, useI18n, useLanguage } from '#web/shared/i18n/i18n.tsx';
import { localeNames, locales, matchLocale } from '#web/shared/i18n/locales.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { isDate } from '../day.ts';
import { useDriverLinks } from '../driver-link/use-driver-links.ts';
import { useHubContext } from '../hub-context.ts';
import { RunSheet, type Sheet } from './run-sheet.tsx';
import './sheets.css';
import { type SheetSource, useSheets } from './use-sheets.ts';

/** The day's runs as sheets of paper, one run after the other. */
export function SheetsPage() {
  const { date = '' } = useParams();
  return isDate(date) ? <Sheets key={date} date={date} /> : <Navigate to="/" replace />;
}

const print = (): void => globalThis.print();

function Sheets({ date }: { date: string }) {
  const { t, locale } = useI18n();
  const { hub, canEdit } = useHubContext();
  const [params, setParams] = useSearchParams();
  const [language, setLanguage] = useState(locale);
  const printed = useLanguage(language);
  const { published, now, hubPhone, error, retry } = useSheets(date);
  const driverLinks = useDriverLinks(date);
  const urls = new Map(driverLinks.links.map(({ number, url }) => [number, url]));
  const asked = params.get('of');
  const hasPublished = (published ?? []).length > 0;
  const source: SheetSource = asked === 'now' || !hasPublished ? 'now' : 'published';
  const all = source === 'published' ? published : now;
  const run = params.get('run');
  const sheets =
    hubPhone === null ? null : (all?.filter(({ day }) => run === null || String(day.number) === run) ?? null);
  const change = (name: string, value: string | null): void => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <main className="sheets">
      <title>{`${t('sheet.title')} · ${hub.name} · ${date}`}</title>
      <div className="sheets-tools">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}/day/${date}?tab=runs`}>
          <Icon name="previous" />
          {t('sheet.back')}
        </Link>
        <h1>{t('sheet.title')}</h1>
        <select
          className="select"
          aria-label={t('sheet.source')}
          value={source}
          onChange={(event) => change('of', event.target.value)}
        >
          {hasPublished && <option value="published">{t('sheet.source-published')}</option>}
          <option value="now">{t('sheet.source-now')}</option>
        </select>
        <select
          className="select"
          aria-label={t('sheet.runs')}
          value={run ?? ''}
          onChange={(event) => change('run', event.target.value || null)}
        >
          <option value="">{t('sheet.all')}</option>
          {all?.map(({ day }) => (
            <option key={day.number} value={day.number}>
              {t('dock.run', { run: day.number, vehicle: day.run.vehicle })}
            </option>
          ))}
        </select>
        <select
          className="select"
          aria-label={t('sheet.language')}
          value={language}
          onChange={(event) => setLanguage(matchLocale(event.target.value) ?? locale)}
        >
          {locales.map((each) => (
            <option key={each} value={each}>
              {localeNames[each]}
            </option>
          ))}
        </select>
        {hasPublished && canEdit && (
          <button
            type="button"
            className="button"
            disabled={driverLinks.isPending}
            aria-pressed={urls.size > 0}
            onClick={() => (urls.size > 0 ? driverLinks.forget() : driverLinks.make(null))}
          >
            <Icon name="sent" />
            {t('driver-link.on-sheets')}
          </button>
        )}
        <button
          type="button"
          className="button primary"
          disabled={!sheets || sheets.length === 0 || !printed.i18n}
          onClick={print}
        >
          <Icon name="print" />
          {t('sheet.action')}
        </button>
      </div>
      {driverLinks.error !== null && <ProblemPanel error={driverLinks.error} />}
      {(error ?? printed.error) ? (
        <ProblemPanel error={error ?? printed.error} onRetry={error ? retry : undefined} />
      ) : sheets === null || !printed.i18n ? (
        <div className="loading">{t('state.loading')}</div>
      ) : sheets.length === 0 ? (
        <div className="empty">
          <h2>{t('sheet.none')}</h2>
          <p>{t('sheet.none-action')}</p>
        </div>
      ) : (
        <InLanguage value={printed.i18n}>
          <FormatProvider timezone={hub.timezone} currency={hub.currency}>
            <SheetList sheets={sheets} date={date} hubPhone={hubPhone ?? ''} links={urls} />
          </FormatProvider>
        </InLanguage>
      )}
    </main>
  );
}

interface SheetListProps {
  readonly sheets: readonly Sheet[];
  readonly date: string;
  readonly hubPhone: string;
  /** Drivers' links by the numbers of runs. */
  readonly links: ReadonlyMap<number, string>;
}

function SheetList({ sheets, date, hubPhone, links }: SheetListProps) {
  const { locale } = useI18n();
  return (
    <div lang={locale}>
      {sheets.map((sheet) => (
        <RunSheet
          key={sheet.day.number}
          sheet={sheet}
          date={date}
          hubPhone={hubPhone}
          link={links.get(sheet.day.number) ?? null}
        />
      ))}
    </div>
  );
}
