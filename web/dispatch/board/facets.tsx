import { useMemo, useState } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Day, RequestFacets } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import { useProductName } from '../use-product-name.ts';

/** What the address says requests are chosen by. */
export function useFacets(date: string, selection: Selection): RequestFacets {
  const { hub } = useHubContext();
  const { product, cooperative, ready, access, isLate } = selection;
  return useMemo(() => {
    const readyAt = ready === null ? null : instantAt(date, ready, hub.timezone);
    return { product, cooperative, readyAt, access, isLate };
  }, [product, cooperative, ready, access, isLate, date, hub.timezone]);
}

/** A time of the hub's clock on a day; null where it is none. */
function instantAt(date: string, time: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const written = new Date(asUtc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return new Date(asUtc - (Date.parse(`${written}Z`) - asUtc)).toISOString();
}

const accesses = ['motorbike', 'light', 'heavy'] as const;

/** More ways to choose among the requests: folded away until one is wanted. */
export function Facets({ day, selection }: { readonly day: Day; readonly selection: Selection }) {
  const { t } = useI18n();
  const productOf = useProductName();
  const { product, cooperative, ready, access, isLate, setFacet } = selection;
  const count = [product, cooperative, ready, access, isLate || null].filter((each) => each !== null).length;
  const [isOpen, setOpen] = useState(count > 0);
  const distinct = (values: readonly (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].filter((value) => value !== '').sort();
  const products = distinct(day.requests.map((request) => request.product));
  const cooperatives = distinct(day.requests.map((request) => request.cooperative));
  return (
    <>
      <button
        type="button"
        className="button facets-head"
        aria-expanded={isOpen}
        aria-label={t('facet.more', { count })}
        title={t('facet.more', { count })}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="filter" />
        {count > 0 && count}
      </button>
      {isOpen && (
        <div className="facets form-grid">
          <SelectField
            label={t('request.product')}
            value={product ?? ''}
            onChange={(event) => setFacet('product', event.target.value || null)}
          >
            <option value="">{t('filter.all')}</option>
            {products.map((each) => (
              <option key={each} value={each}>
                {productOf(each)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('role.cooperative')}
            value={cooperative ?? ''}
            onChange={(event) => setFacet('cooperative', event.target.value || null)}
          >
            <option value="">{t('filter.all')}</option>
            {cooperatives.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
          <SelectField
            label={t('request.largest')}
            value={access ?? ''}
            onChange={(event) => setFacet('access', event.target.value || null)}
          >
            <option value="">{t('filter.all')}</option>
            {accesses.map((each) => (
              <option key={each} value={each}>
                {t(`class.${each}`)}
              </option>
            ))}
          </SelectField>
          <InputField
            label={t('facet.ready')}
            type="time"
            value={ready ?? ''}
            onChange={(event) => setFacet('ready', event.target.value || null)}
          />
          <label className="choice">
            <input
              type="checkbox"
              checked={isLate}
              onChange={() => setFacet('late', isLate ? null : 'yes')}
            />
            {t('facet.late')}
          </label>
        </div>
      )}
    </>
  );
}
