import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { isUnlikelyWeight } from '#server/domain/receiving/is-unlikely-weight.ts';

interface UnlikelyWeightProps {
  readonly kg: number;
  readonly bookedKg: number;
}

/** A weight that no driver's scale speaks for, and that may be a slip of the keys, is saved once it is said to be right. */
export function UnlikelyWeight({ kg, bookedKg }: UnlikelyWeightProps) {
  const { t } = useI18n();
  const f = useFormat();
  if (!isUnlikelyWeight(bookedKg, kg)) return null;
  return (
    <label className="notice look choice">
      {/* Said of one weight alone. */}
      <input key={kg} type="checkbox" required />
      {t('receiving.unlikely', { kg: f.kg(kg), booked: f.kg(bookedKg) })}
    </label>
  );
}
