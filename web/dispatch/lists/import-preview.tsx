import type { ImportPreview } from '#server/contract/list-import.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

const shownNotes = 50;

/** What was understood of a list: formats, columns, the first rows, and every row that is wrong. */
export function ImportPreviewView({ preview }: { preview: ImportPreview }) {
  const { t } = useI18n();
  const { rows, delimiter, formats, columns, errors, warnings } = preview;
  const unknown = columns.filter(({ column }) => column === null).map(({ heading }) => heading);
  // Unknown headings are said in one line.
  const remarks = warnings.filter(({ code }) => code !== 'COLUMN_UNKNOWN');
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
      {errors.length > 0 && (
        <div className="notice wrong" role="alert">
          <Icon name="warning" />
          <div className="stack-small">
            <strong>{t('import.errors', { count: errors.length })}</strong>
            <RowNotes notes={errors} columns={columns} />
          </div>
        </div>
      )}
      {remarks.length > 0 && (
        <div className="notice look">
          <Icon name="warning" />
          <RowNotes notes={remarks} columns={columns} />
        </div>
      )}
      <SampleTable preview={preview} />
    </section>
  );
}

interface RowNotesProps {
  readonly notes: ImportPreview['warnings'];
  readonly columns: ImportPreview['columns'];
}

/** What was found in which row and column, the column as its file calls it. */
export function RowNotes({ notes, columns }: RowNotesProps) {
  const { t, locale, problems } = useI18n();
  const headings = new Map(columns.map(({ heading, column }) => [column, heading]));
  return (
    <div className="stack-small">
      <ul className="stack-small">
        {notes.slice(0, shownNotes).map(({ row, column, code, message }) => (
          <li key={`${row} ${column ?? ''} ${code} ${message}`}>
            {row > 0 && (
              <strong>
                {t('import.row', { row })}
                {column && ` · ${headings.get(column) ?? column}`}
              </strong>
            )}{' '}
            {locale === 'en' ? message : `${problems[code]?.title ?? code}.`} {problems[code]?.action}
            {locale !== 'en' && (
              <span className="small" lang="en">
                {' '}
                ({message})
              </span>
            )}
          </li>
        ))}
      </ul>
      {notes.length > shownNotes && (
        <span>{t('import.more-errors', { count: notes.length - shownNotes })}</span>
      )}
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
