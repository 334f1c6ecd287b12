import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';

const shortcuts = [
  ['p', 'help.plan'],
  ['u', 'help.publish'],
  ['s', 'help.sheets'],
  ['/', 'help.search'],
  ['[', 'help.day-before'],
  [']', 'help.day-after'],
  ['t', 'help.today'],
  ['Ctrl Z', 'help.undo'],
  ['Ctrl Shift Z', 'help.redo'],
  ['↑ ↓', 'help.rows'],
  ['Enter', 'help.open'],
  ['Ctrl Enter', 'help.more'],
  ['Shift Enter', 'help.range'],
  ['Space', 'help.pick-up'],
  ['1 2 3', 'help.best-place'],
  ['Delete', 'help.take-out'],
  ['Shift F10', 'help.menu'],
  ['Esc', 'help.close'],
  ['?', 'help.this'],
] as const;

/** The keys there are. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t('help.title')} onClose={onClose} isNarrow isText>
      <dl className="facts help-keys">
        {shortcuts.map(([key, message]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(message)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('help.on-map')}</p>
      <p className="soft">{t('help.touch')}</p>
    </Dialog>
  );
}
