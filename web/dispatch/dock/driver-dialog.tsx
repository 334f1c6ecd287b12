import { useState } from 'react';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import type { Desk } from '../desk/use-desk.ts';

interface DriverDialogProps {
  readonly run: DeskRun;
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** Who drives a run; an empty name takes it back. */
export function DriverDialog({ run, desk, onClose }: DriverDialogProps) {
  const { t } = useI18n();
  const [name, setName] = useState(run.driver ?? '');
  return (
    <Dialog title={t('dock.driver-of', { run: run.run, vehicle: run.vehicle })} onClose={onClose} isNarrow>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          desk.edit({ type: 'change_driver', run: run.run, driver: name.trim() || null });
          onClose();
        }}
      >
        <InputField
          label={t('role.driver')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
