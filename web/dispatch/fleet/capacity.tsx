import type { VehicleType } from '#server/contract/fleet.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

type CapacityProps = Pick<VehicleType, 'capacity_kg' | 'capacity_crates' | 'capacity_parcels'>;

/** How much a vehicle carries, in all it is limited by. */
export function Capacity({
  capacity_kg: kg,
  capacity_crates: crates,
  capacity_parcels: parcels,
}: CapacityProps) {
  const { t } = useI18n();
  const f = useFormat();
  const limits = [
    f.kg(kg),
    crates !== null && t('fleet.crates', { count: crates }),
    parcels !== null && t('fleet.parcels', { count: parcels }),
  ];
  return limits.filter(Boolean).join(' · ');
}
