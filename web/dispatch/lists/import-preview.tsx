import type { ImportPreview } from '#server/contract/list-import.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

const shownErrors = 50;

/** What was understood of a list: formats, columns, the first rows, and every row that is wrong. */
export function ImportPreviewView({ preview }: { preview: ImportPreview }) {
  const { t } = useI18n();
  const { rows, delimiter, formats, columns, errors, warnings } = preview;
  const unknown = columns.filter(({ column }) => column === null).map(({ heading }) => heading);
  const facts = [
    t('import.rows', { count: rows }),
    delimiter === 'xlsx' ? 'XLSX' : t('import.delimiter', { sign: delimiter === '\t' ? 'Tab' : delimiter }),
    formats.decimal && t('import.decimal', { sign: formats.decimal }),
    formats.date && t('import.date', { format: formats.date }),
  ];
  return (
    <section className="stack" aria-label={t('import.preview')}>
      <output>{facts.filter(Boolean).join(' · ')}</output>
      {unknown.length > 0 && (
        <div className="notice look">
          <Icon name="info" />
          <span>{t('import.unknown-columns', { columns: unknown.join(', ') })}</span>
        </div>
      )}
      {errors.length > 0 && <RowErrors errors={errors} />}
      {warnings.length > 0 && (
        <div className="notice look">
          <Icon name="warning" />
          <ul className="stack-small">
            {warnings.slice(0, shownErrors).map((warning) => (
              <li key={`${warning.row} ${warning.column ?? ''} ${warning.code}`}>
                <strong>{t('import.row', { row: warning.row })}</strong> {warning.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <SampleTable preview={preview} />
    </section>
  );
}

function RowErrors({ errors }: { errors: ImportPreview['errors'] }) {
  const { t, locale, problems } = useI18n();
  return (
    <div className="notice wrong" role="alert">
      <Icon name="warning" />
      <div className="stack-small">
        <strong>{t('import.errors', { count: errors.length })}</strong>
        <ul className="stack-small">
          {errors.slice(0, shownErrors).map((error) => (
            <li key={`${error.row} ${error.column ?? ''} ${error.code}`}>
              <strong>
                {t('import.row', { row: error.row })}
                {error.column && ` · ${error.column}`}
              </strong>{' '}
              {locale === 'en' ? (
                `${error.message} ${error.action}`
              ) : (
                <>
                  {problems[error.code]?.title ?? error.message}.{' '}
                  {problems[error.code]?.action ?? error.action}{' '}
                  <span className="small" lang="en">
                    ({error.message})
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
        {errors.length > shownErrors && (
          <span>{t('import.more-errors', { count: errors.length - shownErrors })}</span>
        )}
      </div>
    </div>
  );
}

/** Times in the hub's zone, numbers as the reader writes them. */
function cellText(value: string | number | null | undefined, f: ReturnType<typeof useFormat>): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return f.decimal(value);
  return isInstant.test(value) ? `${f.dayOf(value)} ${f.time(value)}` : value;
}
const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function SampleTable({ preview: { columns, sample } }: { preview: ImportPreview }) {
  const { t } = useI18n();
  const f = useFormat();
  const known = columns.flatMap(({ heading, column }) => (column === null ? [] : [{ heading, column }]));
  if (known.length === 0 || sample.length === 0) return null;
  return (
    // Wide lists scroll sideways; focusable, so that the keyboard can do it too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-scroll" tabIndex={0} aria-label={t('import.sample')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('import.row-heading')}</th>
            {known.map(({ heading, column }) => (
              <th scope="col" key={column}>
                {heading}
                {heading !== column && <span className="soft"> → {column}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map(({ row, values }) => (
            <tr key={row}>
              <td>{row}</td>
              {known.map(({ column }) => {
                const value = values[column];
                return (
                  <td key={column} className={typeof value === 'number' ? 'number' : undefined}>
                    {cellText(value, f)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
