import type { DrivenRunWire } from '#server/contract/drive-run.ts';
import { useFormat, useWords } from '../i18n.tsx';
import { weighedApart } from '../phone/weighed-apart.ts';
import { NumberField } from './number-field.tsx';
import { useProductName } from './use-product-name.ts';

interface ProductsApartProps {
  readonly wire: DrivenRunWire;
  /** The one that was booked: what is not weighed apart is of it. */
  readonly booked: string;
  /** Of all; null: not known yet. */
  readonly kg: number | null;
  /** What was typed, by product. */
  readonly typed: Readonly<Record<string, string>>;
  readonly onChange: (typed: Readonly<Record<string, string>>) => void;
}

/** As many as a tap may name, with the one that was booked. */
const mostOthers = 19;

/** Where there is more than one product: how much of the weight is of each other one. */
export function ProductsApart({ wire, booked, kg, typed, onChange }: ProductsApartProps) {
  const { t } = useWords();
  const f = useFormat();
  const productOf = useProductName({ wire });
  const others = wire.products.filter(({ name }) => name !== booked).slice(0, mostOthers);
  if (others.length === 0) return null;
  const apart = weighedApart(kg ?? 0, booked, typed);
  const rest = apart?.find(({ product }) => product === booked)?.kg ?? 0;
  return (
    <details className="apart">
      <summary className="button big">{t('item.apart')}</summary>
      {others.map(({ name }, index) => (
        <NumberField
          key={name}
          id={`apart-${index}`}
          label={productOf(name)}
          unit={t('unit.kg')}
          value={typed[name] ?? ''}
          onChange={(text) => onChange({ ...typed, [name]: text })}
        />
      ))}
      <output className={apart === null ? 'drive-note wrong' : 'net'}>
        {apart === null
          ? t('item.apart-too-much')
          : apart.length > 0 && `${productOf(booked)} ${t('item.net', { kg: f.kg(rest) })}`}
      </output>
    </details>
  );
}
