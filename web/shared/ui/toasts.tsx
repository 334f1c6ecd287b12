import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { problemText } from '../i18n/problem-text.ts';
import { Icon } from './icon.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly forMs: number;
  readonly onUndo?: (() => void) | undefined;
}

interface Toasts {
  /** Says something for some seconds, longer where it can be undone or went wrong; what is there to be read already, once. */
  readonly say: (text: string, onUndo?: () => void) => void;
  readonly sayProblem: (error: unknown) => void;
}

const ToastContext = createContext<Toasts | null>(null);
const shortMs = 6_000;
const longMs = 15_000;
let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const i18n = useI18n();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback((shown: Omit<Toast, 'id'>) => {
    lastId += 1;
    const toast = { id: lastId, ...shown };
    // What can be undone stays: the next of the same words undoes something else.
    const isKept = ({ text, onUndo }: Toast) => onUndo !== undefined || text !== toast.text;
    setToasts((all) => [...all.filter(isKept).slice(-2), toast]);
  }, []);
  const api = useMemo(
    () => ({
      say: (text: string, onUndo?: () => void) => show({ text, onUndo, forMs: onUndo ? longMs : shortMs }),
      sayProblem: (error: unknown) => {
        const { title, action } = problemText(error, i18n);
        show({ text: i18n.t('problem.sentence', { title, action }), forMs: longMs });
      },
    }),
    [show, i18n],
  );
  return (
    <ToastContext value={api}>
      {children}
      <output className="toasts">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onDone={drop} />
        ))}
      </output>
    </ToastContext>
  );
}

export function useToasts(): Toasts {
  const toasts = use(ToastContext);
  if (!toasts) throw new Error('useToasts outside of ToastProvider');
  return toasts;
}

function ToastItem({ toast, onDone }: { toast: Toast; onDone: (id: number) => void }) {
  const { t } = useI18n();
  const { id, onUndo, forMs } = toast;
  useEffect(() => {
    const timer = setTimeout(() => onDone(id), forMs);
    return () => clearTimeout(timer);
  }, [id, forMs, onDone]);
  return (
    <span className="toast">
      <span className="grow">{toast.text}</span>
      {onUndo && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onUndo();
            onDone(id);
          }}
        >
          {t('action.undo')}
        </button>
      )}
      <button type="button" className="button icon" aria-label={t('action.close')} onClick={() => onDone(id)}>
        <Icon name="close" />
      </button>
    </span>
  );
}
