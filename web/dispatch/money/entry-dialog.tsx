import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { NewEntry } from '#server/contract/money.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { minorDigitsOf, readMoney, writeMoney } from '#web/shared/i18n/money-text.ts';
import { newId } from '#web/shared/phone/ids.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Account } from './money-sums.ts';

interface EntryDialogProps {
  readonly date: string;
  readonly account: Account;
  readonly kind: NewEntry['kind'];
  readonly onClose: () => void;
}

/** A payment, or a correction of what is owed: one more entry. */
export function EntryDialog({ date, account, kind, onClose }: EntryDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const client = useQueryClient();
  // The same however often it is sent.
  const [id] = useState(newId);
  const { line, owed, paid } = account;
  const left = owed - paid;
  const [amount, setAmount] = useState(kind === 'payment' && left > 0 ? writeMoney(left, hub.currency) : '');
  const [note, setNote] = useState('');
  const add = useMutation({
    mutationFn: () =>
      call(endpoints.addLedgerEntry, {
        params: { hub: hub.id },
        body: { id, date, request: line.request, kind, amount: readMoney(amount, hub.currency), note },
      }),
    onSuccess: (money) => {
      client.setQueryData(keys.money(hub.id, date), money);
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  const digits = minorDigitsOf(hub.currency);
  return (
    <Dialog
      title={t(kind === 'payment' ? 'money.payment-of' : 'money.correction-of', { place: line.place })}
      isNarrow
      onClose={onClose}
    >
      <form className="stack" onSubmit={onSubmit}>
        {add.error && <ProblemPanel error={add.error} />}
        <p className="soft">
          {t('money.owes-and-paid', { owed: f.money(owed), paid: f.money(paid), left: f.money(left) })}
        </p>
        <InputField
          label={`${t('money.amount')} (${hub.currency})`}
          hint={t(kind === 'payment' ? 'money.payment-hint' : 'money.correction-hint')}
          type="number"
          inputMode="decimal"
          step={digits === 0 ? '1' : (10 ** -digits).toFixed(digits)}
          required
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
        <InputField
          label={t(kind === 'payment' ? 'money.payment-note' : 'money.reason')}
          required={kind === 'correction'}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={add.isPending}>
            {t(kind === 'payment' ? 'money.pay' : 'money.correct')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
