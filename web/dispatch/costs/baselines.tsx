import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { baselineKind, type VillageBaseline } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { readMoney } from '#web/shared/i18n/money-text.ts';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { MoneyField } from './money-field.tsx';

/** What growers paid before the hub, by village: what savings are counted against. */
export function Baselines({ baselines }: { readonly baselines: readonly VillageBaseline[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const { canEdit } = useHubContext();
  return (
    <section className="stack" aria-label={t('baseline.title')}>
      <h2>{t('baseline.title')}</h2>
      <p className="soft">{t('baseline.intro')}</p>
      {baselines.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('baseline.place')}</th>
              <th scope="col">{t('baseline.kind')}</th>
              <th scope="col" className="number">
                {t('money.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {baselines.map((baseline) => (
              <tr key={baseline.place}>
                <td>{baseline.place}</td>
                <td>
                  {t(`baseline.${baseline.kind}`)}
                  {baseline.kind !== 'gate_discount' && ` · ${f.kg(baseline.kg_per_trip)}`}
                </td>
                <td className="number">{f.moneyExact(baseline.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {canEdit && <BaselineForm />}
    </section>
  );
}

function BaselineForm() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const [place, setPlace] = useState('');
  const [kind, setKind] = useState<VillageBaseline['kind']>('own_trip');
  const [amount, setAmount] = useState('');
  const [kg, setKg] = useState('60');
  const save = useMutation({
    mutationFn: () =>
      call(endpoints.setBaseline, {
        params: { hub: hub.id },
        body: { place, kind, amount: readMoney(amount, hub.currency), kg_per_trip: Number(kg) },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.rates(hub.id) });
      setPlace('');
      setAmount('');
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const isDiscount = kind === 'gate_discount';
  return (
    <form className="stack-small" onSubmit={onSubmit}>
      {save.error && <ProblemPanel error={save.error} />}
      <div className="form-grid">
        <InputField
          label={t('baseline.place')}
          hint={t('baseline.place-hint')}
          required
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
        <SelectField
          label={t('baseline.kind')}
          value={kind}
          onChange={(event) => setKind(baselineKind.parse(event.target.value))}
        >
          {baselineKind.options.map((each) => (
            <option key={each} value={each}>
              {t(`baseline.${each}`)}
            </option>
          ))}
        </SelectField>
        <MoneyField
          label={t(isDiscount ? 'baseline.per-tonne' : 'baseline.per-trip')}
          isNeeded
          value={amount}
          onChange={setAmount}
        />
        {!isDiscount && (
          <InputField
            label={t('baseline.kg-per-trip')}
            type="number"
            inputMode="decimal"
            min="1"
            max="100000"
            step="any"
            required
            value={kg}
            onChange={(event) => setKg(event.target.value)}
          />
        )}
      </div>
      <div>
        <button type="submit" className="button" disabled={save.isPending}>
          {t('baseline.set')}
        </button>
      </div>
    </form>
  );
}
