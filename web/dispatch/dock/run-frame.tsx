import type { ReactNode } from 'react';
import type { RunPlace } from '#server/domain/edits/desk-plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun, DayStop } from '../day.ts';
import { RowHead, runHead } from './row-head.tsx';
import { StopChip, type ChipProps } from './stop-chip.tsx';

/** A place of the row that is marked: the one below the hand (rank 0), or the n-th best. */
export interface RowMark {
  readonly place: RunPlace;
  readonly rank: number;
}

/** A run's row, on the board and along the hours. */
export interface RunRowProps {
  readonly day: DayRun;
  /** Ids of stops, between bars: rows whose own have not changed are not drawn again. */
  readonly selected: string;
  readonly held: string;
  readonly marks: readonly RowMark[];
  /** Stops that break a rule, with the words for it. */
  readonly wrong: ReadonlyMap<string, string>;
  /** Stops that a proposal brings here, with where they come from. */
  readonly moved: ReadonlyMap<string, string>;
  readonly isRunSelected: boolean;
  /** Which of its buttons the Tab key comes to; null: none. */
  readonly focus: string | null;
}

/** Whether an id is among those between bars. */
export const has = (ids: string, id: string) => ids.includes(`|${id}|`);

interface RunFrameProps extends RunRowProps {
  readonly className: string;
  readonly children: ReactNode;
}

/** Who drives and what it costs, then the run's stops in their order. */
export function RunFrame({ day, isRunSelected, focus, className, children }: RunFrameProps) {
  const { t } = useI18n();
  const { vehicle } = day.run;
  return (
    <li className={isRunSelected ? 'board-row is-selected' : 'board-row'}>
      <RowHead day={day} isSelected={isRunSelected} isFocus={focus === runHead(vehicle)} />
      <ol className={className} data-drop={day.number} aria-label={t('run.stops-of', { vehicle })}>
        {children}
      </ol>
    </li>
  );
}

type RunChipProps = RunRowProps & { readonly stop: DayStop } & Pick<ChipProps, 'span'>;

export function RunChip({ stop, selected, held, wrong, moved, focus, span }: RunChipProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { id, number, trip, pin, kg } = stop;
  const problem = wrong.get(id);
  const said = [f.time(stop.stop.arrival), f.kg(kg), problem, moved.get(id), pin && t(`dock.pinned-${pin}`)];
  return (
    <StopChip
      stop={id}
      trip={trip}
      number={number}
      place={stop.stop.place}
      said={said.filter(Boolean).join(', ')}
      isSelected={has(selected, id)}
      isHeld={has(held, id)}
      isWrong={problem !== undefined}
      isMoved={moved.has(id)}
      isPinned={pin !== null}
      isFocus={focus === id}
      {...(span && { span })}
    />
  );
}
