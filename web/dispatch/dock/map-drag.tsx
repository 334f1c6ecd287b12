import type { Desk } from '../desk/use-desk.ts';
import { DragGhost, DragPanel } from './drag-panel.tsx';
import type { DragStore } from './drag-store.ts';
import { usePriceWords } from './price-words.ts';
import { useMapMarks, type MapMarks } from './use-map-marks.ts';
import { useStopDrag } from './use-stop-drag.ts';

interface MapDragProps {
  readonly desk: Desk;
  /** All of them go along with one. */
  readonly selected: readonly string[];
  readonly dragStore: DragStore;
  readonly mapMarks: MapMarks;
}

/** Stops are dragged over the map where it has the screen to itself, without the board. */
export function MapDrag({ desk, selected, dragStore, mapMarks }: MapDragProps) {
  const words = usePriceWords(desk);
  const { drag } = useStopDrag(dragStore, desk, selected);
  useMapMarks(mapMarks, drag, desk.shown);
  if (!drag) return null;
  return (
    <>
      <DragPanel drag={drag} words={words} desk={desk} />
      <DragGhost drag={drag} words={words} />
    </>
  );
}
