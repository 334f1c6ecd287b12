import type { RequestShare } from '#server/domain/shares/share-run.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

/** How a share comes about, in two lines. */
export function HowShare({ share }: { readonly share: Pick<RequestShare, 'grams' | 'parcels' | 'parts'> }) {
  const { t } = useI18n();
  const f = useFormat();
  const { travel, load, handling, cap } = share.parts;
  const rest = [
    handling !== 0 && t('share.how-handling', { amount: f.money(handling), parcels: share.parcels }),
    cap < 0 && t('share.how-capped', { amount: f.money(-cap) }),
    cap > 0 && t('share.how-others', { amount: f.money(cap) }),
  ].filter(Boolean);
  return (
    <p className="soft small">
      {t('share.how', { travel: f.money(travel), load: f.money(load), kg: f.kg(share.grams / 1000) })}
      {rest.length > 0 && (
        <>
          <br />
          {rest.join(' ')}
        </>
      )}
    </p>
  );
}
