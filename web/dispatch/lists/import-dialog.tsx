import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DragEvent } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { asApiProblem } from '#web/shared/api/api-problem.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { downloadExample } from './example-lists.ts';
import { ImportPreviewView, RowNotes } from './import-preview.tsx';
import { PlaceField, type ChosenPlace } from './place-field.tsx';

const listEndpoints = {
  requests: endpoints.importRequests,
  fleet: endpoints.importFleet,
  actuals: endpoints.importActuals,
} as const;

type ListKind = keyof typeof listEndpoints;

interface ImportDialogProps {
  readonly kind: ListKind;
  readonly date: string;
  readonly onClose: () => void;
}

/** Choose a file, see what it would do, then take all of it or nothing. */
export function ImportDialog({ kind, date, onClose }: ImportDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const [file, setFile] = useState<File | null>(null);
  const [place, setPlace] = useState<ChosenPlace>({ text: '', hit: null });
  const endpoint = listEndpoints[kind];
  const changed = {
    requests: keys.requests(hub.id, date),
    fleet: keys.vehicles(hub.id),
    actuals: keys.money(hub.id, date),
  };
  const send = (chosen: File, commit: boolean) =>
    call(endpoint, {
      params: { hub: hub.id },
      query: { date, filename: chosen.name, commit: String(commit), ...placeQuery(place) },
      body: chosen,
    });
  const preview = useMutation({ mutationFn: (chosen: File) => send(chosen, false) });
  const commit = useMutation({
    mutationFn: (chosen: File) => send(chosen, true),
    onSuccess: async ({ rows }) => {
      await client.invalidateQueries({ queryKey: changed[kind] });
      say(t(`import.done-${kind}`, { count: rows }));
      onClose();
    },
  });
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFile(chosen);
    commit.reset();
    preview.mutate(chosen);
  };
  const problem = commit.error ?? preview.error;
  const refused = problem && asApiProblem(problem).problem.rows;
  const errors = preview.data?.errors.length ?? 0;
  return (
    <Dialog title={t(`import.title-${kind}`)} onClose={onClose}>
      <div className="stack">
        <FileChooser file={file} onChoose={choose} />
        {kind === 'fleet' && <p className="soft small">{t('import.fleet-replaces')}</p>}
        <div>
          <button type="button" className="button quiet back" onClick={() => downloadExample(kind, hub)}>
            <Icon name="download" />
            {t('import.example')}
          </button>
        </div>
        {preview.isPending && <div className="loading">{t('import.reading')}</div>}
        {problem && <ProblemPanel error={problem} />}
        {refused && <RowNotes notes={refused} columns={preview.data?.columns ?? []} />}
        {preview.data?.shop !== undefined && file && (
          <section className="stack" aria-label={preview.data.shop}>
            <output>{t('import.shop', { shop: preview.data.shop })}</output>
            <PlaceField label={t('import.shop-place')} isOptional value={place} onChange={setPlace} />
            <div>
              <button type="button" className="button" onClick={() => preview.mutate(file)}>
                {t('import.shop-again')}
              </button>
            </div>
          </section>
        )}
        {preview.data && <ImportPreviewView preview={preview.data} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!file || !preview.data || errors > 0 || preview.data.rows === 0 || commit.isPending}
            onClick={() => file && commit.mutate(file)}
          >
            {t('import.action', { count: preview.data?.rows ?? 0 })}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Where the parcels of a shop's orders are, where its export does not say. */
function placeQuery({ text, hit }: ChosenPlace): { place?: string } {
  if (hit) return { place: `${hit.lat}, ${hit.lon}` };
  return text.trim() === '' ? {} : { place: text.trim() };
}

function FileChooser({ file, onChoose }: { file: File | null; onChoose: (file: File | undefined) => void }) {
  const { t } = useI18n();
  const [isOver, setOver] = useState(false);
  const onDrag = (event: DragEvent, isNow: boolean): void => {
    event.preventDefault();
    setOver(isNow);
  };
  return (
    // The drop is a shortcut; the file input inside is the keyboard path.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label
      className={isOver ? 'drop-zone is-over' : 'drop-zone'}
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={(event) => onDrag(event, false)}
      onDrop={(event) => {
        onDrag(event, false);
        onChoose(event.dataTransfer.files[0]);
      }}
    >
      <Icon name="upload" />
      <span className="grow">
        <strong>{file ? file.name : t('import.choose')}</strong>
        <span className="soft small">{t('import.formats')}</span>
      </span>
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          // The same file, corrected, must be choosable again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
