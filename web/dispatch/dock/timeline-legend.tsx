import { useI18n } from '#web/shared/i18n/i18n.tsx';

const marks = ['shift', 'drive', 'wait', 'stop', 'break', 'hub', 'window'] as const;

/** What the marks along the hours stand for; each has a shape of its own, whatever its colour. */
export function TimelineLegend() {
  const { t } = useI18n();
  return (
    <ul className="track-legend small soft" aria-hidden="true">
      {marks.map((mark) => (
        <li key={mark}>
          <span className="track-sample">
            <span className={mark === 'stop' ? 'chip is-span' : `track-${mark}`}>{mark === 'stop' && 1}</span>
          </span>
          {t(`dock.legend-${mark}`)}
        </li>
      ))}
    </ul>
  );
}
