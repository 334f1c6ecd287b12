import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { type FuelPrice, fuelKind } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { readMoney } from '#web/shared/i18n/money-text.ts';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { MoneyField } from './money-field.tsx';

/** What a litre costs from which day on, the newest first. */
export function FuelPrices({ prices }: { readonly prices: readonly FuelPrice[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const { canEdit } = useHubContext();
  const newest = [...prices].sort((a, b) => b.valid_from.localeCompare(a.valid_from));
  return (
    <section className="stack" aria-label={t('fuel.title')}>
      <h2>{t('fuel.title')}</h2>
      {prices.length === 0 ? (
        <p className="soft">{t('fuel.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('fuel.kind')}</th>
              <th scope="col">{t('rates.from')}</th>
              <th scope="col" className="number">
                {t('fuel.per-litre')}
              </th>
            </tr>
          </thead>
          <tbody>
            {newest.map(({ fuel, valid_from: from, price_per_litre: price }) => (
              <tr key={`${fuel} ${from}`}>
                <td>{t(`fuel.${fuel}`)}</td>
                <td>{f.day(from)}</td>
                <td className="number">{f.moneyExact(price)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {canEdit && <PriceForm />}
    </section>
  );
}

function PriceForm() {
  const { t } = useI18n();
  const { hub, today } = useHubContext();
  const client = useQueryClient();
  const [fuel, setFuel] = useState<FuelPrice['fuel']>('diesel');
  const [from, setFrom] = useState(today);
  const [price, setPrice] = useState('');
  const save = useMutation({
    mutationFn: () =>
      call(endpoints.setFuelPrice, {
        params: { hub: hub.id },
        body: { fuel, valid_from: from, price_per_litre: readMoney(price, hub.currency) },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.rates(hub.id) });
      setPrice('');
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack-small" onSubmit={onSubmit}>
      {save.error && <ProblemPanel error={save.error} />}
      <div className="form-grid">
        <SelectField
          label={t('fuel.kind')}
          value={fuel}
          onChange={(event) => setFuel(fuelKind.parse(event.target.value))}
        >
          {fuelKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`fuel.${kind}`)}
            </option>
          ))}
        </SelectField>
        <InputField
          label={t('rates.from')}
          type="date"
          required
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <MoneyField label={t('fuel.per-litre')} isNeeded value={price} onChange={setPrice} />
      </div>
      <div>
        <button type="submit" className="button" disabled={save.isPending}>
          {t('fuel.set')}
        </button>
      </div>
    </form>
  );
}
