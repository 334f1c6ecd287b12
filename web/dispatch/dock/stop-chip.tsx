import { Icon } from '#web/shared/ui/icon.tsx';

export interface ChipProps {
  readonly stop: string;
  readonly trip: number;
  /** Null where it is in no run. */
  readonly number: number | null;
  readonly place: string;
  /** What is not written on it, for ears. */
  readonly said: string;
  readonly isSelected: boolean;
  readonly isHeld: boolean;
  readonly isWrong: boolean;
  /** A proposal brings it here. */
  readonly isMoved: boolean;
  readonly isPinned: boolean;
  readonly isFocus: boolean;
  /** Where it lies along the hours; its place is then for ears only. */
  readonly span?: { readonly insetInlineStart: string; readonly width: string };
}

/** A stop in a row of the board; the dock hears its presses and keys. */
export function StopChip(props: ChipProps) {
  const { stop, trip, number, place, said, isSelected, isHeld, isWrong, isMoved, isPinned, isFocus, span } =
    props;
  const looks = [
    isMoved && 'is-moved',
    isHeld && 'is-held',
    isWrong && 'is-wrong',
    number === null && 'is-loose',
    span && 'is-span',
  ];
  return (
    <li {...(span && { className: 'span-item', style: span })}>
      <button
        type="button"
        className={['chip', ...looks].filter(Boolean).join(' ')}
        data-cell=""
        data-stop={stop}
        data-trip={trip}
        title={span && place}
        aria-pressed={isSelected}
        aria-describedby="dock-help"
        tabIndex={isFocus ? 0 : -1}
      >
        {number !== null && <span className="chip-number">{number}</span>}
        <span className={span && 'visually-hidden'}>{place}</span>
        <span className="visually-hidden">{said}</span>
        {isPinned && !span && <Icon name="pin" />}
        {isWrong && !span && <Icon name="warning" />}
      </button>
    </li>
  );
}
