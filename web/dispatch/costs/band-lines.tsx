import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { CardForm } from './card-form.ts';
import { MoneyField } from './money-field.tsx';

interface BandLinesProps {
  readonly bands: CardForm['bands'];
  readonly onChange: (bands: CardForm['bands']) => void;
}

/** What a km costs, by how far a trip has come. */
export function BandLines({ bands, onChange }: BandLinesProps) {
  const { t } = useI18n();
  const change = (key: number, part: Partial<CardForm['bands'][number]>): void =>
    onChange(bands.map((band) => (band.key === key ? { ...band, ...part } : band)));
  const freeKey = Math.max(-1, ...bands.map(({ key }) => key)) + 1;
  return (
    <fieldset className="stack-small">
      <legend className="legend">{t('rates.bands')}</legend>
      <p className="soft small">{t('rates.bands-hint')}</p>
      {bands.map((band, index) => (
        <div className="band-line" key={band.key}>
          <InputField
            label={t('rates.band-from')}
            type="number"
            inputMode="numeric"
            min={index === 0 ? '0' : Number(bands[index - 1]!.from) + 1}
            max={index === 0 ? '0' : '10000'}
            step="1"
            required
            readOnly={index === 0}
            value={band.from}
            onChange={(event) => change(band.key, { from: event.target.value })}
          />
          <MoneyField
            label={t('rates.band-per-km')}
            isNeeded
            value={band.perKm}
            onChange={(perKm) => change(band.key, { perKm })}
          />
          <button
            type="button"
            className="button quiet"
            disabled={index === 0}
            onClick={() => onChange(bands.filter(({ key }) => key !== band.key))}
          >
            {t('rates.band-remove')}
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="button"
          disabled={bands.length === 20}
          onClick={() => onChange([...bands, { key: freeKey, from: '', perKm: bands.at(-1)?.perKm ?? '' }])}
        >
          <Icon name="add" />
          {t('rates.band-add')}
        </button>
      </div>
    </fieldset>
  );
}
