import { useFormat, useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icon.tsx';
import type { SelectTool } from './use-select-tool.ts';

interface SelectToolsProps {
  readonly tool: SelectTool | null;
  readonly onChange: (tool: SelectTool | null) => void;
}

/** How far from a line drawn along a road stops are selected. */
const reaches = [200, 500, 1_000, 2_000, 5_000] as const;
const firstReach = 500;

/** Turns drawing on the map on and off. */
export function SelectTools({ tool, onChange }: SelectToolsProps) {
  const { t } = useI18n();
  const f = useFormat();
  const toggle = (next: SelectTool): void => onChange(tool?.kind === next.kind ? null : next);
  return (
    <fieldset className="map-tools">
      <legend className="visually-hidden">{t('map.select-tools')}</legend>
      <button
        type="button"
        className="button map-tool"
        aria-pressed={tool?.kind === 'around'}
        title={t('map.select-hint')}
        onClick={() => toggle({ kind: 'around' })}
      >
        <Icon name="lasso" />
        <span>{t('map.select')}</span>
      </button>
      <button
        type="button"
        className="button map-tool"
        aria-pressed={tool?.kind === 'along'}
        title={t('map.along-hint')}
        onClick={() => toggle({ kind: 'along', metres: firstReach })}
      >
        <Icon name="road" />
        <span>{t('map.along')}</span>
      </button>
      {tool?.kind === 'along' && (
        <select
          className="select map-reach"
          aria-label={t('map.along-reach')}
          value={tool.metres}
          onChange={(event) => onChange({ kind: 'along', metres: Number(event.target.value) })}
        >
          {reaches.map((metres) => (
            <option key={metres} value={metres}>
              {t('map.within', { distance: f.distance(metres) })}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
