import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { type DayMoney, type ShareBasis, shareBasis } from '#server/contract/money.ts';
import { isUnlikelyWeight } from '#server/domain/receiving/is-unlikely-weight.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';

interface SettleDialogProps {
  readonly money: DayMoney;
  readonly onClose: () => void;
}

/** Closes a day for good, by the share that the hub or its cooperatives have chosen. */
export function SettleDialog({ money, onClose }: SettleDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const rules = useQuery(queries.rates(hub.id)).data?.share_rules;
  const [chosen, setBasis] = useState<ShareBasis | null>(null);
  const basis = chosen ?? rules?.billed_by ?? 'fair';
  const { date, edit_version: version, lines, runs } = money;
  const settle = useMutation({
    mutationFn: () =>
      call(endpoints.settleDay, { params: { hub: hub.id }, body: { date, basis, edit_version: version } }),
    onSuccess: (settled) => {
      client.setQueryData(keys.money(hub.id, date), settled);
      onClose();
    },
    // It shows what was changed meanwhile.
    onError: () => client.invalidateQueries({ queryKey: keys.money(hub.id, date) }),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    settle.mutate();
  };
  const notWeighed = lines.filter((line) => line.weighed_kg === null).length;
  const notNoted = runs.filter((run) => run.actual === null).length;
  const unlikely = lines.filter(
    ({ booked_kg: booked, weighed_kg: weighed }) => weighed !== null && isUnlikelyWeight(booked, weighed),
  );
  return (
    <Dialog title={t('money.settle')} isNarrow onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {settle.error && <ProblemPanel error={settle.error} />}
        <SelectField
          label={t('money.basis')}
          hint={t('money.basis-hint')}
          value={basis}
          onChange={(event) => setBasis(shareBasis.parse(event.target.value))}
        >
          {shareBasis.options.map((each) => (
            <option key={each} value={each}>
              {t(`money.basis-${each}`)}
            </option>
          ))}
        </SelectField>
        {notWeighed + notNoted > 0 && (
          <div className="notice look">
            <Icon name="warning" />
            <span>
              {[
                notNoted > 0 && t('money.not-noted', { count: notNoted }),
                notWeighed > 0 && t('money.not-weighed', { count: notWeighed }),
              ]
                .filter(Boolean)
                .join(' ')}
            </span>
          </div>
        )}
        {unlikely.length > 0 && (
          <div className="notice look">
            <Icon name="warning" />
            <span>
              {t('money.unlikely', {
                requests: unlikely.map(({ place, reference }) => `${place} (${reference})`).join(', '),
              })}
            </span>
          </div>
        )}
        <p>{t('money.settle-what')}</p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={settle.isPending || !rules}>
            {t('money.settle')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
